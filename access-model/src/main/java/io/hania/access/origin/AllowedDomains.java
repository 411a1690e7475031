package io.hania.access.origin;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The pages that may use one widget key. An empty list allows nothing. */
public final class AllowedDomains {
    private final List<DomainRule> rules;

    private AllowedDomains(List<DomainRule> rules) {
        this.rules = rules;
    }

    /**
     * The rules as written by people or stored.
     *
     * @throws InvalidDomainException for the first that is none
     */
    public static AllowedDomains of(List<String> rules) {
        return new AllowedDomains(
                rules.stream().map(DomainRule::parse).distinct().toList());
    }

    /** The rules as stored. A line that is no rule any more allows nothing, and hurts no other line. */
    public static AllowedDomains stored(List<String> rules) {
        return new AllowedDomains(rules.stream().flatMap(AllowedDomains::rule).toList());
    }

    private static Stream<DomainRule> rule(String written) {
        try {
            return Stream.of(DomainRule.parse(written));
        } catch (InvalidDomainException e) {
            return Stream.empty();
        }
    }

    /**
     * Whether a page that states this origin may use the key.
     *
     * @param origin the {@code Origin} header, else the origin of {@code Referer}; null if neither was sent, which is
     *     never allowed, as {@code null} and several values in one header aren't
     */
    public boolean allows(@Nullable String origin) {
        WebOrigin page = WebOrigin.parse(origin);
        if (page == null) {
            return false;
        }
        for (DomainRule rule : rules) {
            if (rule.allows(page)) {
                return true;
            }
        }
        return false;
    }

    /** The rules in their normal form. */
    public List<String> rules() {
        return rules.stream().map(DomainRule::toString).toList();
    }
}
