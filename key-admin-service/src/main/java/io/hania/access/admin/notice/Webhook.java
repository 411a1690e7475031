package io.hania.access.admin.notice;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A webhook as operators see it: without its secret. */
public record Webhook(UUID id, String url, String createdBy, Instant createdAt) {
    /**
     * One event on its way to a webhook.
     *
     * @param answers what each attempt came to, the first one first: a status, or what went wrong
     * @param nextAt when it is tried again, while it waits
     */
    public record Delivery(
            UUID id, String url, String event, String state, List<String> answers, Instant createdAt, Instant nextAt) {
        /** Whether it is to be tried again. */
        public boolean waits() {
            return state.equals("waiting") && !answers.isEmpty();
        }
    }
}
