package io.hania.access.gateway.edge;

import io.hania.access.decision.Question;
import io.hania.access.key.KeyHash;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Which pages were lately found allowed to use which widget key. This lets no call pass: it only tells, while no decision
 * can be had, who may read that none can be had (contract, section 5: errors are readable on allowed origins, and on no
 * others). Without it a browser shows a widget a failed request, and the widget can't tell an outage from a refusal.
 */
final class AllowedPages {
    private static final int MOST = 20_000;

    private final Map<Page, Long> until = new ConcurrentHashMap<>();
    private final long remembered;
    private final LongSupplier clock;

    private record Page(KeyHash key, String origin) {}

    /** @param clock nanoseconds from any beginning */
    AllowedPages(Duration remembered, LongSupplier clock) {
        this.remembered = remembered.toNanos();
        this.clock = clock;
    }

    /** The page was allowed just now. */
    void allowed(Question question) {
        String origin = question.caller().origin();
        if (origin == null) {
            return;
        }
        if (until.size() >= MOST) {
            until.clear();
        }
        until.put(new Page(question.key(), origin), clock.getAsLong() + remembered);
    }

    /** The key or the page was refused just now. */
    void refused(Question question) {
        String origin = question.caller().origin();
        if (origin != null) {
            until.remove(new Page(question.key(), origin));
        }
    }

    /** Whether the last that is known of the page is that it was allowed, a few minutes ago at most. */
    boolean lately(Question question) {
        String origin = question.caller().origin();
        Long end = origin == null ? null : until.get(new Page(question.key(), origin));
        return end != null && end - clock.getAsLong() > 0;
    }
}
