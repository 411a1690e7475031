package io.hania.access.admin.member;

import io.hania.access.admin.account.Role;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A member of a workspace.
 *
 * @param seenAt when a session of theirs was last used here; null for never
 */
public record Member(
        UUID account,
        String email,
        Role role,
        Instant since,
        @Nullable Instant seenAt) {
    static Member of(Row row) {
        OffsetDateTime seen = row.getOffsetDateTime("seen_at");
        return new Member(
                row.getUUID("id"),
                row.getString("email"),
                Role.of(row.getString("role")),
                row.getOffsetDateTime("created_at").toInstant(),
                seen == null ? null : seen.toInstant());
    }
}
