package io.hania.access.auth;

import io.hania.access.key.KeyFormat;
import io.hania.access.key.KeyHash;
import io.hania.access.key.KeyKind;
import io.hania.access.key.RawKey;
import io.hania.access.records.Announcement;
import io.hania.access.records.KeyChanges;
import io.hania.access.stores.PostgresStore;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;

/** Makes and changes keys as the dashboard does: one transaction, then the announcement, then the answer. */
final class Operator implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final KeyFormat FORMAT = new KeyFormat("hania");

    final Vertx vertx = Vertx.vertx();
    final Pool pool;
    final KeyChanges changes;
    private final Redis redis;
    private final UUID workspace = UUID.randomUUID();

    Operator(PostgresStore database, String redisUrl) {
        PgConnectOptions options = PgConnectOptions.fromUri(database.reactiveUrl())
                .setUser("postgres")
                .setPassword("postgres");
        pool = Pool.pool(vertx, options, new PoolOptions().setMaxSize(8));
        redis = Redis.createClient(vertx, redisUrl);
        changes = new KeyChanges(pool, redis, "hania");
        run("insert into access.workspace (id, name) values ($1, 'test')", Tuple.of(workspace));
    }

    /** An account key. */
    record Account(UUID id, RawKey key) {
        KeyHash hash() {
            return KeyHash.of(key);
        }
    }

    Account create(String... abilities) {
        return create(null, null, abilities);
    }

    Account create(Integer limit, OffsetDateTime expiry, String... abilities) {
        Account account = new Account(UUID.randomUUID(), FORMAT.generate(KeyKind.ACCOUNT));
        insert(account, limit, expiry, abilities);
        return account;
    }

    void insert(Account account, Integer limit, OffsetDateTime expiry, String... abilities) {
        run("""
                insert into access.account_key
                  (id, tenant_id, hash, display, name, abilities, expires_at, rate_limit, created_by)
                values ($1, $2, $3, 'display', 'name', $4, $5, $6, 'test')
                """, Tuple.from(new Object[] {
            account.id(), workspace, Buffer.buffer(account.hash().bytes()), abilities, expiry, limit
        }));
        changes.created(account.hash()).await().atMost(PATIENCE);
    }

    /** A widget key of one bot. */
    Account createWidget(int limit, String... domains) {
        Account widget = new Account(UUID.randomUUID(), FORMAT.generate(KeyKind.WIDGET));
        run(
                """
                insert into widget.widget_key (id, tenant_id, bot_id, hash, api_key, name, allowed_domains, rate_limit)
                values ($1, $2, 'bot-1', $3, $4, 'name', $5, $6)
                """,
                Tuple.from(List.of(
                        widget.id(),
                        workspace,
                        Buffer.buffer(widget.hash().bytes()),
                        widget.key().value(),
                        domains,
                        limit)));
        return widget;
    }

    Announcement revoke(Account account) {
        long version = commit(account, "status = 'revoked'", true);
        return announce(account, version, true);
    }

    /** The transaction of a change, without its announcement. @return the new version */
    long commit(Account account, String change, boolean dead) {
        return pool.withTransaction(tx -> tx.preparedQuery("update access.account_key set version = version + 1, "
                                + change + " where id = $1 returning version")
                        .execute(Tuple.of(account.id()))
                        .map(rows -> rows.iterator().next().getLong("version"))
                        .call(version -> changes.record(tx, account.hash(), version, dead)))
                .await()
                .atMost(PATIENCE);
    }

    Announcement announce(Account account, long version, boolean dead) {
        return changes.announce(account.hash(), version, dead).await().atMost(PATIENCE);
    }

    Announcement change(Account account, String change) {
        long version = commit(account, change, false);
        return announce(account, version, false);
    }

    void run(String sql, Tuple values) {
        pool.preparedQuery(sql).execute(values).await().atMost(PATIENCE);
    }

    long number(String sql, Tuple values) {
        return pool.preparedQuery(sql)
                .execute(values)
                .map(rows -> rows.iterator().hasNext() ? rows.iterator().next().getLong(0) : null)
                .map(number -> number == null ? 0L : number)
                .await()
                .atMost(PATIENCE);
    }

    @Override
    public void close() {
        redis.close();
        pool.close().await().atMost(PATIENCE);
        vertx.close().await().atMost(PATIENCE);
    }
}
