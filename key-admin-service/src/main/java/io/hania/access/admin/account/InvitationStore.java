package io.hania.access.admin.account;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowIterator;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Invitations in PostgreSQL; only open ones are ever found. */
@ApplicationScoped
public class InvitationStore {
    private static final String OPEN = """
            select i.id, i.tenant_id, w.name as workspace, i.email, i.role, i.invited_by, i.expires_at
              from access.invitation i join access.workspace w on w.id = i.tenant_id
             where i.accepted_at is null and i.expires_at > now() and\s""";

    private final Pool pool;

    InvitationStore(Pool pool) {
        this.pool = pool;
    }

    public Uni<Void> insert(SqlClient tx, Invitation.Fresh fresh) {
        return tx.preparedQuery("""
                        insert into access.invitation (id, hash, tenant_id, email, role, invited_by, expires_at)
                        values ($1, $2, $3, $4, $5, $6, $7)
                        """)
                .execute(Tuple.tuple(List.of(
                        fresh.id(),
                        Buffer.buffer(Invitation.hash(fresh.secret())),
                        fresh.tenant(),
                        fresh.email(),
                        fresh.role().id(),
                        fresh.invitedBy(),
                        OffsetDateTime.ofInstant(fresh.expiresAt(), ZoneOffset.UTC))))
                .replaceWithVoid();
    }

    public Uni<Optional<Invitation>> findBySecret(String secret) {
        return pool.preparedQuery(OPEN + "i.hash = $1")
                .execute(Tuple.of(Buffer.buffer(Invitation.hash(secret))))
                .map(rows -> {
                    RowIterator<Row> iterator = rows.iterator();
                    return iterator.hasNext() ? Optional.of(invitation(iterator.next())) : Optional.empty();
                });
    }

    public Uni<List<Invitation>> open(UUID tenant) {
        return pool.preparedQuery(OPEN + "i.tenant_id = $1 order by i.created_at desc")
                .execute(Tuple.of(tenant))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(InvitationStore::invitation)
                        .toList());
    }

    /** The open invitations of an e-mail address, in any case. */
    public Uni<List<Invitation>> openFor(String email) {
        return pool.preparedQuery(OPEN + "lower(i.email) = lower($1) order by i.created_at")
                .execute(Tuple.of(email))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(InvitationStore::invitation)
                        .toList());
    }

    /** Whether the invitation was still open; it isn't afterwards. */
    public Uni<Boolean> accept(SqlClient tx, UUID id) {
        return tx.preparedQuery("""
                        update access.invitation set accepted_at = now()
                         where id = $1 and accepted_at is null and expires_at > now()
                        """).execute(Tuple.of(id)).map(rows -> rows.rowCount() == 1);
    }

    /** Whether there was such an open invitation; its link is dead afterwards. */
    public Uni<Boolean> withdraw(SqlClient tx, UUID tenant, UUID id) {
        return tx.preparedQuery(
                        "delete from access.invitation where tenant_id = $1 and id = $2 and accepted_at is null")
                .execute(Tuple.of(tenant, id))
                .map(rows -> rows.rowCount() == 1);
    }

    private static Invitation invitation(Row row) {
        return new Invitation(
                row.getUUID("id"),
                row.getUUID("tenant_id"),
                row.getString("workspace"),
                row.getString("email"),
                Role.of(row.getString("role")),
                row.getString("invited_by"),
                row.getOffsetDateTime("expires_at").toInstant());
    }
}
