package io.hania.access.admin.usage;

import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.UUID;

/**
 * A call that was refused, with the reason that its caller was not told.
 *
 * @param reason such as {@code expired} or {@code missing_ability: bots:write}
 */
public record RefusedCall(
        String requestId, Instant at, UUID key, String reason, String method, String path, String address) {
    /** The reason's name alone. */
    public String code() {
        int colon = reason.indexOf(':');
        return colon < 0 ? reason : reason.substring(0, colon);
    }

    /** What the reason says beyond its name, such as the ability that was missing. */
    public String more() {
        int colon = reason.indexOf(':');
        return colon < 0 ? "" : reason.substring(colon + 1).strip();
    }

    static RefusedCall of(Row row) {
        return new RefusedCall(
                row.getString("request_id"),
                row.getOffsetDateTime("at").toInstant(),
                row.getUUID("key_id"),
                row.getString("reason"),
                row.getString("method"),
                row.getString("path"),
                row.getString("address"));
    }
}
