package io.hania.access.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The objects of one rendering. */
public record Manifests(String origin, List<Manifest> all) {
    /** Reads YAML of several documents; a key that stands twice is an error. */
    static Manifests parse(String origin, String yaml) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setMaxAliasesForCollections(200);
        List<Manifest> all = new ArrayList<>();
        for (Object document : new Yaml(new SafeConstructor(options)).loadAll(yaml)) {
            if (document != null) {
                all.add(new Manifest(java.util.Objects.requireNonNull(Manifest.map(document))));
            }
        }
        return new Manifests(origin, all);
    }

    Stream<Manifest> ofKind(String kind) {
        return all.stream().filter(manifest -> manifest.kind().equals(kind));
    }

    Optional<Manifest> find(String kind, String name) {
        return ofKind(kind).filter(manifest -> manifest.name().equals(name)).findFirst();
    }

    /** The one that must be there. */
    public Manifest get(String kind, String name) {
        return find(kind, name).orElseThrow(() -> new AssertionError("no " + kind + "/" + name + " in " + origin));
    }

    /** Everything that runs pods. */
    Stream<Manifest> workloads() {
        return all.stream().filter(manifest -> manifest.pod() != null);
    }

    @Override
    public String toString() {
        return origin;
    }
}
