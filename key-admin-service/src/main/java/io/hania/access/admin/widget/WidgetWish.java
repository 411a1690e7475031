package io.hania.access.admin.widget;

import io.hania.access.origin.DomainRule;
import io.hania.access.origin.InvalidDomainException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an operator wants a widget key to be, as typed and as read.
 *
 * @param typed the domains as typed, to be shown again
 * @param rules the domains in their normal form
 * @param faults what is wrong, by field, and as {@code written} the domain that is; empty if nothing is
 */
record WidgetWish(
        String name, String typed, List<String> rules, String limitTyped, int limit, Map<String, String> faults) {
    private static final int LONGEST_NAME = 100;
    private static final int MOST_DOMAINS = 100;
    private static final int HIGHEST_LIMIT = 1_000_000;

    WidgetWish {
        rules = List.copyOf(rules);
        faults = Map.copyOf(faults);
    }

    /** An empty form. */
    static WidgetWish fresh() {
        return new WidgetWish("", "", List.of(), "1000", 1000, Map.of());
    }

    /** The form of a key that is there. */
    static WidgetWish of(WidgetKey key) {
        return new WidgetWish(
                key.name(), key.lines(), key.domains(), Integer.toString(key.limit()), key.limit(), Map.of());
    }

    /** Reads a form; pasted addresses become rules. */
    static WidgetWish read(@Nullable String name, @Nullable String domains, @Nullable String limit) {
        Map<String, String> faults = new HashMap<>();
        String named = text(name);
        if (named.isEmpty() || named.length() > LONGEST_NAME) {
            faults.put("name", "name");
        }
        int calls = number(text(limit));
        if (calls < 1) {
            faults.put("limit", "limit");
        }
        return new WidgetWish(named, text(domains), rules(text(domains), faults), text(limit), calls, faults);
    }

    public boolean good() {
        return faults.isEmpty();
    }

    private static List<String> rules(String typed, Map<String, String> faults) {
        List<String> rules = new ArrayList<>();
        for (String line : typed.split("[\\s,]+")) {
            if (line.isEmpty()) {
                continue;
            }
            try {
                String rule = DomainRule.parse(line).toString();
                if (!rules.contains(rule)) {
                    rules.add(rule);
                }
            } catch (InvalidDomainException e) {
                if (faults.putIfAbsent("domains", e.fault().name()) == null) {
                    faults.put("written", e.written());
                }
            }
        }
        if (rules.size() > MOST_DOMAINS) {
            faults.put("domains", "MANY");
            faults.put("written", Integer.toString(MOST_DOMAINS));
        }
        return rules;
    }

    private static int number(String typed) {
        if (!typed.matches("[0-9]{1,7}")) {
            return 0;
        }
        int number = Integer.parseInt(typed);
        return number > HIGHEST_LIMIT ? 0 : number;
    }

    static String text(@Nullable String typed) {
        return typed == null ? "" : typed.strip();
    }
}
