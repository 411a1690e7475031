package io.hania.access.admin.widget;

import java.util.List;

/**
 * Pages that were refused lately and still would be.
 *
 * @param seen where, when and how often
 * @param diagnosis why they still would be
 */
record BlockedPage(WidgetStore.Blocked seen, Diagnosis diagnosis) {
    /** Those that the key's rules refuse to this day. */
    static List<BlockedPage> of(List<WidgetStore.Blocked> seen, List<String> rules) {
        return seen.stream()
                .map(each -> new BlockedPage(each, Diagnosis.ofOrigin(rules, each.origin())))
                .filter(page -> !page.diagnosis().allowed())
                .toList();
    }

    /** Whether a rule could allow them. */
    public boolean allowable() {
        return diagnosis.verdict().equals("elsewhere");
    }
}
