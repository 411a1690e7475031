package io.hania.access.admin.session;

import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A session as its owner sees it in the list of sessions. */
public record OpenSession(
        UUID id,
        Instant openedAt,
        Instant seenAt,
        @Nullable String address,
        @Nullable String agent,
        String workspace) {
    static OpenSession of(Row row) {
        return new OpenSession(
                row.getUUID("id"),
                row.getOffsetDateTime("opened_at").toInstant(),
                row.getOffsetDateTime("seen_at").toInstant(),
                row.getString("address"),
                row.getString("agent"),
                row.getString("workspace"));
    }
}
