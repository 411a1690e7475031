package io.hania.access.catalog;

import java.util.List;

/**
 * A resource as pickers show it.
 *
 * @param name such as {@code bots}
 * @param abilities its abilities in the catalog's order
 */
public record Resource(String name, List<Ability> abilities) {
    public Resource {
        abilities = List.copyOf(abilities);
    }

    /**
     * One ability.
     *
     * @param name such as {@code bots:read}
     * @param description what it is for
     * @param operations the endpoints that it opens
     */
    public record Ability(String name, String description, List<Operation> operations) {
        public Ability {
            operations = List.copyOf(operations);
        }

        /** Whether it only looks. */
        public boolean reading() {
            return name.endsWith(":read");
        }
    }
}
