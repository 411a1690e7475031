package io.hania.access.admin.audit;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the audit log.
 *
 * @param id orders all entries; a cursor of the list
 * @param seq the place in the workspace's chain
 */
public record AuditEntry(
        long id,
        long seq,
        Instant at,
        String actor,
        String action,
        @Nullable String subject,
        JsonObject detail,
        @Nullable String address,
        @Nullable String agent) {
    static AuditEntry of(Row row) {
        return new AuditEntry(
                row.getLong("id"),
                row.getLong("seq"),
                row.getOffsetDateTime("at").toInstant(),
                row.getString("actor"),
                row.getString("action"),
                row.getString("subject"),
                row.getJsonObject("detail"),
                row.getString("address"),
                row.getString("agent"));
    }

    /** What changed, in one line. */
    public String summary() {
        JsonObject before = detail.getJsonObject("before");
        JsonObject after = detail.getJsonObject("after");
        if (before == null || after == null) {
            return detail.isEmpty() ? "" : line(detail);
        }
        return after.fieldNames().stream()
                .map(field -> field + ": " + text(before.getValue(field)) + " → " + text(after.getValue(field)))
                .collect(Collectors.joining("; "));
    }

    private static String line(JsonObject detail) {
        return detail.stream()
                .filter(field -> field.getValue() != null)
                .map(field -> field.getKey() + ": " + text(field.getValue()))
                .collect(Collectors.joining("; "));
    }

    private static String text(@Nullable Object value) {
        if (value instanceof JsonArray list) {
            return list.stream().map(String::valueOf).collect(Collectors.joining(", "));
        }
        return value == null ? "none" : value.toString();
    }
}
