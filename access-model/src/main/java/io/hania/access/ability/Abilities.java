package io.hania.access.ability;

import io.hania.access.catalog.Catalog;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What one key may do. A grant is an exact ability ({@code bots:read}), all of a resource ({@code bots:*}) or everything
 * ({@code *}); nothing else has a star in it, and case counts.
 */
public final class Abilities {
    /** The grant of everything. */
    public static final String EVERYTHING = "*";

    private final boolean everything;
    private final Set<String> names;

    private Abilities(boolean everything, Set<String> names) {
        this.everything = everything;
        this.names = names;
    }

    /**
     * What these grants allow. A grant that the catalog doesn't know allows nothing: it may name an ability of an earlier
     * catalog. Use {@link #unknown} where grants are made.
     */
    public static Abilities of(Collection<String> granted, Catalog known) {
        Set<String> names = new HashSet<>();
        for (String grant : granted) {
            if (grant.endsWith(":*")) {
                names.addAll(known.abilitiesOf(grant.substring(0, grant.length() - 2)));
            } else if (known.abilities().contains(grant)) {
                names.add(grant);
            }
        }
        return new Abilities(granted.contains(EVERYTHING), names);
    }

    /** Those of the grants that the catalog doesn't know, in their order; a key with such a grant must not be made. */
    public static List<String> unknown(Collection<String> grants, Catalog known) {
        List<String> unknown = new ArrayList<>(grants);
        unknown.removeIf(grant -> grant.equals(EVERYTHING)
                || known.abilities().contains(grant)
                || (grant.endsWith(":*")
                        && !known.abilitiesOf(grant.substring(0, grant.length() - 2))
                                .isEmpty()));
        return List.copyOf(unknown);
    }

    /** Whether an endpoint that requires this ability may be called. */
    public boolean grants(String ability) {
        return everything || names.contains(ability);
    }
}
