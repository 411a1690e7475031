package io.hania.access.widget.key;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A widget key: public by nature, so it is listed in full.
 *
 * @param limit calls an hour
 * @param lastUsedAt null if it never was
 */
record WidgetKey(
        UUID id,
        String botId,
        String apiKey,
        String name,
        List<String> allowedDomains,
        int limit,
        boolean active,
        Instant createdAt,
        @Nullable Instant lastUsedAt) {
    WidgetKey {
        allowedDomains = List.copyOf(allowedDomains);
    }

    /** The widget key object of the contract, section 5. */
    JsonObject json() {
        return new JsonObject()
                .put("id", id.toString())
                .put("bot_id", botId)
                .put("api_key", apiKey)
                .put("name", name)
                .put("allowed_domains", new JsonArray(allowedDomains))
                .put("rate_limit_per_hour", limit)
                .put("is_active", active)
                .put("created_at", createdAt.toString())
                .put("last_used_at", lastUsedAt == null ? null : lastUsedAt.toString());
    }
}
