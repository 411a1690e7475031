package io.hania.access.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The endpoints under {@code /api/v1} with the ability that each requires (contract, section 4). It is data: an OpenAPI 3.1
 * document in which {@code x-abilities} lists the abilities, each operation names its own in {@code security}, and {@code
 * x-upstream} says who serves it ({@code platform} if left out). Paths match byte by byte: another case, or a slash at the
 * end, is another path. HEAD counts as GET.
 */
public final class Catalog {
    private static final String BUILTIN = "hania-catalog.yaml";

    private final String text;
    private final Map<String, String> abilities;
    private final List<Operation> operations;
    private final PathTree paths;

    Catalog(String text, Map<String, String> abilities, List<Operation> operations, PathTree paths) {
        this.text = text;
        this.abilities = abilities;
        this.operations = List.copyOf(operations);
        this.paths = paths;
    }

    /** The catalog of the product's own API. */
    public static Catalog builtin() {
        try (InputStream in = Catalog.class.getResourceAsStream(BUILTIN)) {
            if (in == null) {
                throw new IllegalStateException(BUILTIN + " is missing from the build");
            }
            return parse(BUILTIN, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * An operator's own catalog ({@code catalog.file}).
     *
     * @throws CatalogException naming file, line and reason
     */
    public static Catalog load(Path file) {
        try {
            return parse(file.toString(), Files.readString(file));
        } catch (IOException e) {
            throw new CatalogException(file.toString(), e);
        }
    }

    /**
     * A catalog from its text.
     *
     * @param source what messages call it
     * @throws CatalogException naming source, line and reason
     */
    public static Catalog parse(String source, String text) {
        return new CatalogReader(source).read(text);
    }

    /** What there is at this path for this method. */
    public Match match(String method, String path) {
        return paths.match(method, path);
    }

    /** The document itself, for publishing. */
    public String text() {
        return text;
    }

    /** Every operation in the document's order. */
    public List<Operation> operations() {
        return operations;
    }

    /** The names of all abilities. */
    public Set<String> abilities() {
        return abilities.keySet();
    }

    /** The names of a resource's abilities; none for an unknown resource. */
    public List<String> abilitiesOf(String resource) {
        return abilities.keySet().stream()
                .filter(name -> name.startsWith(resource + ":"))
                .toList();
    }

    /** The resources in the document's order, as pickers show them. */
    public List<Resource> resources() {
        Map<String, List<Resource.Ability>> resources = new LinkedHashMap<>();
        abilities.forEach((name, description) -> resources
                .computeIfAbsent(name.substring(0, name.indexOf(':')), _ -> new ArrayList<>())
                .add(new Resource.Ability(name, description, opened(name))));
        return resources.entrySet().stream()
                .map(entry -> new Resource(entry.getKey(), entry.getValue()))
                .toList();
    }

    private List<Operation> opened(String ability) {
        return operations.stream()
                .filter(operation -> operation.ability().equals(ability))
                .toList();
    }
}
