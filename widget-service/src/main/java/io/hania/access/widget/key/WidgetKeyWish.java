package io.hania.access.widget.key;

import io.hania.access.origin.DomainRule;
import io.hania.access.origin.InvalidDomainException;
import io.hania.access.widget.answer.CallFault;
import io.hania.access.widget.answer.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a new widget key should be.
 *
 * @param domains rules in their normal form
 * @param limit calls an hour
 */
record WidgetKeyWish(String botId, String name, List<String> domains, int limit) {
    private static final Set<String> KNOWN = Set.of("bot_id", "name", "allowed_domains", "rate_limit_per_hour");
    private static final int LONGEST_ID = 100;
    private static final int LONGEST_NAME = 100;
    private static final int MOST_DOMAINS = 100;
    private static final int USUAL_LIMIT = 1000;
    private static final int HIGHEST_LIMIT = 1_000_000;

    WidgetKeyWish {
        domains = List.copyOf(domains);
    }

    /** @throws CallFault saying all that is wrong, and how to put it right */
    static WidgetKeyWish read(String body) {
        Fields fields = Fields.of(body, KNOWN);
        WidgetKeyWish wish = new WidgetKeyWish(
                fields.text("bot_id", LONGEST_ID),
                fields.text("name", LONGEST_NAME),
                domains(fields),
                fields.number("rate_limit_per_hour", 1, HIGHEST_LIMIT, USUAL_LIMIT));
        fields.check();
        return wish;
    }

    /** Pasted addresses become rules; the same rule written twice is one. */
    private static List<String> domains(Fields fields) {
        List<String> written = fields.texts("allowed_domains", MOST_DOMAINS);
        List<String> rules = new ArrayList<>();
        for (int i = 0; i < written.size(); i++) {
            try {
                String rule = DomainRule.parse(written.get(i)).toString();
                if (!rules.contains(rule)) {
                    rules.add(rule);
                }
            } catch (InvalidDomainException e) {
                fields.fault("allowed_domains[" + i + "]:", String.valueOf(e.getMessage()));
            }
        }
        return rules;
    }
}
