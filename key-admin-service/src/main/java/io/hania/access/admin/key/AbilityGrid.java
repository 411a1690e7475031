package io.hania.access.admin.key;

import io.hania.access.ability.Abilities;
import io.hania.access.catalog.Catalog;
import io.hania.access.catalog.Operation;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The abilities that can be granted, by resource, as the picker shows them; all of it comes from the catalog. */
@ApplicationScoped
public class AbilityGrid {
    private static final String COMMON_START = "/api/v1";

    /**
     * One resource's abilities.
     *
     * @param name such as {@code bots}
     */
    public record Resource(String name, List<Ability> abilities) {
        /** Everything about it, now and later. */
        public String wildcard() {
            return name + ":*";
        }
    }

    /**
     * One ability.
     *
     * @param name such as {@code bots:read}
     * @param endpoints what it opens, such as {@code GET /bots}
     */
    public record Ability(String name, List<String> endpoints) {
        /** Whether it only looks. */
        public boolean reading() {
            return name.endsWith(":read");
        }
    }

    private final Catalog catalog;
    private final List<Resource> resources;

    AbilityGrid(Catalog catalog) {
        this.catalog = catalog;
        this.resources = catalog.resources().stream()
                .map(resource -> new Resource(
                        resource.name(),
                        resource.abilities().stream()
                                .map(ability -> new Ability(
                                        ability.name(),
                                        ability.operations().stream()
                                                .map(AbilityGrid::endpoint)
                                                .toList()))
                                .toList()))
                .toList();
    }

    /** Every resource, in the catalog's order. */
    public List<Resource> resources() {
        return resources;
    }

    /** The names of all abilities that only look. */
    public List<String> reading() {
        return resources.stream()
                .flatMap(resource -> resource.abilities().stream())
                .filter(Ability::reading)
                .map(Ability::name)
                .toList();
    }

    /** Whether all of these can be granted: names of the catalog, {@code resource:*} or {@code *}. */
    public boolean grantable(List<String> abilities) {
        return Abilities.unknown(abilities, catalog).isEmpty();
    }

    private static String endpoint(Operation operation) {
        String path = operation.path();
        return operation.method() + " "
                + (path.startsWith(COMMON_START) ? path.substring(COMMON_START.length()) : path);
    }
}
