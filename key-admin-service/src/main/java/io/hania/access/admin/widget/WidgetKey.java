package io.hania.access.admin.widget;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A widget key as pages show it: public by nature, so in full.
 *
 * @param limit calls an hour
 * @param usedAt null if it never was used
 */
record WidgetKey(
        UUID id,
        String botId,
        String apiKey,
        String name,
        List<String> domains,
        int limit,
        String status,
        Instant createdAt,
        @Nullable Instant usedAt) {
    WidgetKey {
        domains = List.copyOf(domains);
    }

    public boolean active() {
        return status.equals("active");
    }

    /** One rule a line, for the form. */
    public String lines() {
        return String.join("\n", domains);
    }
}
