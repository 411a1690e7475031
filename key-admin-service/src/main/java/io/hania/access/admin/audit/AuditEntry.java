package io.hania.access.admin.audit;

import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
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
        StringBuilder line = new StringBuilder();
        for (String field : after.fieldNames()) {
            line.append(line.isEmpty() ? "" : "; ")
                    .append(field)
                    .append(": ")
                    .append(before.getValue(field))
                    .append(" → ")
                    .append(after.getValue(field));
        }
        return line.toString();
    }

    private static String line(JsonObject detail) {
        StringBuilder line = new StringBuilder();
        detail.forEach(field -> line.append(line.isEmpty() ? "" : "; ")
                .append(field.getKey())
                .append(": ")
                .append(field.getValue()));
        return line.toString();
    }
}
