package io.hania.access.admin.onekey;

import io.hania.access.admin.key.AbilityGrid;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An ability that a key has, and how often calls needed it in the last 30 days.
 *
 * @param by the grant that gives it: the name itself, {@code resource:*} or {@code *}
 */
public record Granted(String ability, String by, long calls) {
    /** Every ability that the grants give, the used ones first. */
    static List<Granted> of(List<String> grants, AbilityGrid grid, Map<String, Long> used) {
        return grid.resources().stream()
                .flatMap(resource -> resource.abilities().stream())
                .map(AbilityGrid.Ability::name)
                .filter(name -> by(name, grants) != null)
                .map(name -> new Granted(name, String.valueOf(by(name, grants)), used.getOrDefault(name, 0L)))
                .sorted(Comparator.comparingLong(Granted::calls).reversed())
                .toList();
    }

    /** The abilities of a key that is narrowed to what it uses; empty if that would change nothing or leave nothing. */
    static List<String> narrowed(List<String> grants, List<Granted> granted) {
        List<String> used = granted.stream()
                .filter(each -> each.calls() > 0)
                .map(Granted::ability)
                .sorted()
                .toList();
        boolean same = used.size() == granted.size() && grants.stream().noneMatch(grant -> grant.endsWith("*"));
        return same ? List.of() : used;
    }

    private static @Nullable String by(String name, List<String> grants) {
        String wild = name.substring(0, name.indexOf(':')) + ":*";
        return grants.contains(name) ? name : grants.contains(wild) ? wild : grants.contains("*") ? "*" : null;
    }
}
