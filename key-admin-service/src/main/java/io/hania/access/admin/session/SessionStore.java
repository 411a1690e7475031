package io.hania.access.admin.session;

import io.hania.access.admin.account.Operator;
import io.hania.access.admin.account.Role;
import io.hania.access.admin.audit.Actor;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowIterator;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Sessions in PostgreSQL, so that ending one really ends it, in every replica. */
@ApplicationScoped
public class SessionStore {
    /** Finds a live session and, at most once a minute, notes that it is in use. */
    private static final String FIND = """
            with seen as (
              update access.session set seen_at = now()
               where hash = $1 and seen_at < now() - interval '1 minute'
                 and seen_at > now() - make_interval(secs => $2) and expires_at > now())
            select s.id, s.account_id, s.tenant_id, s.proved_at, a.email, a.language,
                   a.password_hash is not null as password, m.role, w.name as workspace
              from access.session s
              join access.account a on a.id = s.account_id
              join access.membership m on m.account_id = s.account_id and m.tenant_id = s.tenant_id
              join access.workspace w on w.id = s.tenant_id
             where s.hash = $1 and s.expires_at > now() and s.seen_at > now() - make_interval(secs => $2)
            """;

    private final Pool pool;
    private final SessionConfig config;

    SessionStore(Pool pool, SessionConfig config) {
        this.pool = pool;
        this.config = config;
    }

    Uni<Optional<Operator>> find(SessionSecret secret) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(
                        Buffer.buffer(secret.hash()), (double) config.idle().toSeconds()))
                .map(SessionStore::first);
    }

    /** The workspace that somebody signs in to: the one last used, else the first joined; empty for none. */
    Uni<Optional<UUID>> home(UUID account) {
        return pool.preparedQuery("""
                        select m.tenant_id from access.membership m where m.account_id = $1
                         order by (select max(s.seen_at) from access.session s
                                    where s.account_id = m.account_id and s.tenant_id = m.tenant_id) desc nulls last,
                               m.created_at
                         limit 1
                        """).execute(Tuple.of(account)).map(rows -> {
            RowIterator<Row> iterator = rows.iterator();
            return iterator.hasNext() ? Optional.of(iterator.next().getUUID("tenant_id")) : Optional.empty();
        });
    }

    /**
     * Opens a session for an account in a workspace that it is a member of.
     *
     * @param proved when the operator proved who they are
     */
    Uni<Void> open(SqlClient tx, SessionSecret secret, UUID account, UUID tenant, Instant proved, Actor actor) {
        return tx.preparedQuery("""
                        insert into access.session
                          (hash, id, account_id, tenant_id, expires_at, proved_at, address, agent)
                        values ($1, $2, $3, $4, $5, $6, $7, $8)
                        """)
                .execute(Tuple.tuple(Arrays.asList(
                        Buffer.buffer(secret.hash()),
                        UUID.randomUUID(),
                        account,
                        tenant,
                        OffsetDateTime.now(ZoneOffset.UTC).plus(config.lifetime()),
                        proved.atOffset(ZoneOffset.UTC),
                        actor.address(),
                        actor.agent())))
                .replaceWithVoid();
    }

    /** Notes that the password was given just now. */
    public Uni<Void> prove(SqlClient tx, UUID session) {
        return tx.preparedQuery("update access.session set proved_at = now() where id = $1")
                .execute(Tuple.of(session))
                .replaceWithVoid();
    }

    /** Takes a session to another workspace; false unless the account is a member there. */
    Uni<Boolean> move(UUID account, UUID session, @Nullable UUID tenant) {
        return pool.preparedQuery("""
                        update access.session s set tenant_id = m.tenant_id from access.membership m
                         where s.id = $2 and s.account_id = $1 and m.account_id = $1 and m.tenant_id = $3
                        """)
                .execute(Tuple.of(account, session, tenant))
                .map(rows -> rows.rowCount() == 1);
    }

    /** Ends one session of an account; false if the account has no such session. */
    Uni<Boolean> end(SqlClient tx, UUID account, UUID session) {
        return tx.preparedQuery("delete from access.session where account_id = $1 and id = $2")
                .execute(Tuple.of(account, session))
                .map(rows -> rows.rowCount() == 1);
    }

    /** Ends an account's sessions but one; the number of those ended. */
    Uni<Integer> endOthers(SqlClient tx, UUID account, UUID kept) {
        return tx.preparedQuery("delete from access.session where account_id = $1 and id <> $2")
                .execute(Tuple.of(account, kept))
                .map(RowSet::rowCount);
    }

    /** An account's live sessions, the latest used first. */
    Uni<List<OpenSession>> of(UUID account) {
        return pool.preparedQuery("""
                        select s.id, s.opened_at, s.seen_at, s.address, s.agent, w.name as workspace
                          from access.session s join access.workspace w on w.id = s.tenant_id
                         where s.account_id = $1 and s.expires_at > now()
                           and s.seen_at > now() - make_interval(secs => $2)
                         order by s.seen_at desc limit 100
                        """)
                .execute(Tuple.of(account, (double) config.idle().toSeconds()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(OpenSession::of)
                        .toList());
    }

    private static Optional<Operator> first(RowSet<Row> rows) {
        RowIterator<Row> iterator = rows.iterator();
        return iterator.hasNext() ? Optional.of(operator(iterator.next())) : Optional.empty();
    }

    private static Operator operator(Row row) {
        return new Operator(
                row.getUUID("account_id"),
                row.getString("email"),
                row.getUUID("tenant_id"),
                row.getString("workspace"),
                Role.of(row.getString("role")),
                row.getUUID("id"),
                row.getOffsetDateTime("proved_at").toInstant(),
                row.getBoolean("password"),
                row.getString("language"));
    }
}
