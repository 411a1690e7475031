package io.hania.access.admin.key;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The abilities that can be granted, by resource, as the picker shows them. */
@ApplicationScoped
public class AbilityGrid {
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

    private final List<Resource> resources = List.of(
            pair("bots"),
            pair("tools"),
            pair("knowledge"),
            pair("memories"),
            pair("widgets"),
            pair("conversations"),
            new Resource("chat", List.of(new Ability("chat:send", List.of()))),
            new Resource("calls", List.of(new Ability("calls:write", List.of()))));

    private static Resource pair(String name) {
        return new Resource(
                name, List.of(new Ability(name + ":read", List.of()), new Ability(name + ":write", List.of())));
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
        return names().containsAll(abilities);
    }

    private Set<String> names() {
        Set<String> names = resources.stream()
                .flatMap(resource -> resource.abilities().stream())
                .map(Ability::name)
                .collect(Collectors.toCollection(TreeSet::new));
        resources.forEach(resource -> names.add(resource.name() + ":*"));
        names.add("*");
        return names;
    }
}
