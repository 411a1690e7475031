package io.hania.access.admin.key;

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
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Account keys in PostgreSQL. Every statement names the tenant: another's key is not there. */
@ApplicationScoped
public class KeyStore {
    private static final String FIND = "select " + AccountKey.COLUMNS + """
              from access.account_key k where k.tenant_id = $1 and k.id = $2
            """;

    private final Pool pool;

    KeyStore(Pool pool) {
        this.pool = pool;
    }

    /** One key; empty if the tenant has no such key. */
    public Uni<Optional<AccountKey>> find(UUID tenant, UUID id) {
        return pool.preparedQuery(FIND).execute(Tuple.of(tenant, id)).map(KeyStore::first);
    }

    /** The key, kept from changing until the transaction ends. */
    public Uni<Optional<AccountKey>> lock(SqlClient tx, UUID tenant, UUID id) {
        return tx.preparedQuery(FIND + " for update of k")
                .execute(Tuple.of(tenant, id))
                .map(KeyStore::first);
    }

    /**
     * Claims a creation's token.
     *
     * @return the key that was made with it before; empty if this is the first time
     */
    public Uni<Optional<UUID>> claim(SqlClient tx, UUID tenant, String token, UUID key) {
        return tx.preparedQuery("""
                        insert into access.key_request (tenant_id, token, key_id) values ($1, $2, $3)
                            on conflict do nothing
                        """)
                .execute(Tuple.of(tenant, token, key))
                .chain(rows -> rows.rowCount() == 1
                        ? Uni.createFrom().item(Optional.<UUID>empty())
                        : claimed(tx, tenant, token));
    }

    private static Uni<Optional<UUID>> claimed(SqlClient tx, UUID tenant, String token) {
        return tx.preparedQuery("select key_id from access.key_request where tenant_id = $1 and token = $2")
                .execute(Tuple.of(tenant, token))
                .map(rows -> Optional.of(rows.iterator().next().getUUID("key_id")));
    }

    /** Adds a key. */
    public Uni<Void> insert(SqlClient tx, UUID tenant, AccountKey key) {
        return tx.preparedQuery("""
                        with made as (
                          insert into access.account_key
                            (id, tenant_id, hash, display, name, abilities, expires_at, rate_limit, created_by, replaces)
                          values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) returning id, tenant_id)
                        insert into access.key_activity (key_id, tenant_id) select id, tenant_id from made
                        """)
                .execute(Tuple.tuple(Arrays.asList(
                        key.id(),
                        tenant,
                        Buffer.buffer(key.hash().bytes()),
                        key.display(),
                        key.name(),
                        key.abilities().toArray(String[]::new),
                        moment(key.expiresAt()),
                        key.rateLimit(),
                        key.createdBy(),
                        key.replaces())))
                .replaceWithVoid();
    }

    /** Stores what can be changed of a key, under its next version. */
    public Uni<Void> update(SqlClient tx, UUID tenant, AccountKey key) {
        return tx.preparedQuery("""
                        update access.account_key
                           set name = $3, abilities = $4, status = $5, expires_at = $6, rate_limit = $7, version = $8,
                               grace_ends = $9, quiet_ends = $10, disabled_by = $11,
                               revoked_at = case when $5 = 'revoked' then coalesce(revoked_at, now()) end
                         where tenant_id = $1 and id = $2
                        """)
                .execute(Tuple.tuple(Arrays.asList(
                        tenant,
                        key.id(),
                        key.name(),
                        key.abilities().toArray(String[]::new),
                        key.status(),
                        moment(key.expiresAt()),
                        key.rateLimit(),
                        key.version(),
                        moment(key.graceEnds()),
                        key.quietEnds(),
                        key.disabledBy())))
                .replaceWithVoid();
    }

    private static @Nullable OffsetDateTime moment(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    private static Optional<AccountKey> first(RowSet<Row> rows) {
        RowIterator<Row> iterator = rows.iterator();
        return iterator.hasNext() ? Optional.of(AccountKey.of(iterator.next())) : Optional.empty();
    }
}
