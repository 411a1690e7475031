package io.hania.access.admin.notice;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A webhook as operators see it: without its secret. */
public record Webhook(UUID id, String url, String createdBy, Instant createdAt) {
    /**
     * One event on its way to a webhook.
     *
     * @param answer the last answer's status, or what went wrong
     */
    public record Delivery(
            UUID id,
            String url,
            String event,
            String state,
            int attempts,
            @Nullable String answer,
            Instant createdAt) {}
}
