package io.hania.access.records;

import io.hania.access.key.KeyHash;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * Makes changes of keys known to every auth-service, so that they hold from the moment that the operator is told.
 *
 * <p>Whoever changes a key calls {@link #record} in the transaction of the change, with the new version, and {@link
 * #announce} once it is committed, before answering. What couldn't be announced stands in the outbox {@code
 * access.key_change}; call {@link #drain} every second. Before a creation is answered: {@link #created}.
 */
public final class KeyChanges {
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final int BATCH = 100;

    private static final String INSERT = "insert into access.key_change (hash, version, dead) values ($1, $2, $3)";
    private static final String LOCK_SOME = """
            select hash, version, dead from access.key_change
             order by id limit %d for update skip locked
            """.formatted(BATCH);
    /** Changes up to this version are told; the answer is whether the key is in use now. */
    private static final String SETTLE = """
            with told as (delete from access.key_change where hash = $1 and version <= $2)
            select status = 'active' as usable from access.key_state where hash = $1
            """;

    private final Pool pool;
    private final Redis redis;
    private final RedisNames names;
    private final LuaScript script = LuaScript.announce();

    /**
     * @param pool connections to PostgreSQL that may write {@code access.key_change} and read {@code access.key_state}
     * @param redis the Redis of the auth-services
     * @param prefix the configured {@code keys.prefix}
     */
    public KeyChanges(Pool pool, Redis redis, String prefix) {
        this.pool = pool;
        this.redis = redis;
        this.names = new RedisNames(prefix);
    }

    /**
     * Puts a change into the outbox, as part of the transaction that makes it.
     *
     * @param tx the transaction's connection
     * @param version the key's version after the change
     * @param dead whether the key is revoked or disabled by it
     */
    public Uni<Void> record(SqlClient tx, KeyHash hash, long version, boolean dead) {
        return tx.preparedQuery(INSERT)
                .execute(Tuple.of(Buffer.buffer(hash.bytes()), version, dead))
                .replaceWithVoid();
    }

    /** Tells the cache of a committed change; never fails, for the outbox keeps what couldn't be told. */
    public Uni<Announcement> announce(KeyHash hash, long version, boolean dead) {
        long start = System.nanoTime();
        return tell(hash, dead)
                .chain(() -> settle(pool, hash, version, dead).onFailure().recoverWithNull())
                .<Announcement>map(told -> new Announcement.Effective(Duration.ofNanos(System.nanoTime() - start)))
                .onFailure()
                .recoverWithItem(new Announcement.Pending(CachedValue.LEASE));
    }

    /** Makes every auth-service forget that this key was unknown. Never fails: it is forgotten after 2 s anyway. */
    public Uni<Void> created(KeyHash hash) {
        return send(Request.cmd(Command.DEL).arg(names.record(hash)))
                .replaceWithVoid()
                .onFailure()
                .recoverWithNull();
    }

    /**
     * Announces what stands in the outbox, up to 100 changes; several services may do so at once.
     *
     * @return how many were announced; fails if PostgreSQL or Redis can't be reached, and the rest stays
     */
    public Uni<Integer> drain() {
        return pool.withTransaction(tx -> tx.query(LOCK_SOME)
                .execute()
                .chain(rows -> Multi.createFrom()
                        .iterable(changes(rows))
                        .onItem()
                        .transformToUniAndConcatenate(change -> retell(tx, change))
                        .collect()
                        .asList()
                        .map(List::size)));
    }

    private Uni<Change> retell(SqlConnection tx, Change change) {
        return tell(change.hash(), change.dead())
                .chain(() -> settle(tx, change.hash(), change.version(), change.dead()))
                .replaceWith(change);
    }

    /**
     * Takes the change out of the outbox. If a later change has switched the key on again, our tombstone may have
     * overtaken it: then it is dropped.
     */
    private Uni<Void> settle(SqlClient client, KeyHash hash, long version, boolean dead) {
        return client.preparedQuery(SETTLE)
                .execute(Tuple.of(Buffer.buffer(hash.bytes()), version))
                .chain(rows -> dead && usable(rows)
                        ? tell(hash, false)
                        : Uni.createFrom().voidItem());
    }

    private Uni<Void> tell(KeyHash hash, boolean dead) {
        String record = names.record(hash);
        String flag = dead ? "1" : "0";
        return send(call(Command.EVALSHA, script.sha(), record, flag))
                .onFailure(KeyChanges::scriptIsMissing)
                .recoverWithUni(() -> send(call(Command.EVAL, script.text(), record, flag)))
                .replaceWithVoid();
    }

    private Uni<Response> send(Request request) {
        return redis.send(request).ifNoItem().after(PATIENCE).fail();
    }

    private static Request call(Command command, String script, String record, String dead) {
        String tombstone = Long.toString(CachedValue.TOMBSTONE.toMillis());
        return Request.cmd(command).arg(script).arg("1").arg(record).arg(dead).arg(tombstone);
    }

    private static boolean scriptIsMissing(Throwable failure) {
        String message = failure.getMessage();
        return message != null && message.startsWith("NOSCRIPT");
    }

    private static boolean usable(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false).anyMatch(row -> row.getBoolean("usable"));
    }

    private static List<Change> changes(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false).map(Change::of).toList();
    }

    /** A row of the outbox. */
    private record Change(KeyHash hash, long version, boolean dead) {
        static Change of(Row row) {
            return new Change(
                    KeyHash.ofBytes(row.getBuffer("hash").getBytes()), row.getLong("version"), row.getBoolean("dead"));
        }
    }
}
