package io.hania.access.admin.widget;

import io.hania.access.key.KeyHash;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Widget keys, and where they were refused, in PostgreSQL. Every statement names the tenant. */
@ApplicationScoped
public class WidgetStore {
    private static final String BOTS = """
            select bot_id, max(keys) as keys from (
              select bot_id, count(*) filter (where status = 'active') as keys
                from widget.widget_key where tenant_id = $1 group by bot_id
              union all
              select bot_id, 0 from widget.customization where tenant_id = $1) as known
             group by bot_id order by bot_id limit 500
            """;
    private static final String COLUMNS = """
            select k.*, u.at as used_at from widget.widget_key k left join usage.last_use u on u.key_id = k.id
            """;
    private static final String LIST = COLUMNS
            + " where k.tenant_id = $1 and k.bot_id = $2 order by k.status = 'revoked', k.created_at desc, k.id limit 500";
    private static final String FIND = COLUMNS + " where k.tenant_id = $1 and k.id = $2";
    private static final String INSERT = """
            insert into widget.widget_key (id, tenant_id, bot_id, hash, api_key, name, allowed_domains, rate_limit)
            values ($1, $2, $3, $4, $5, $6, $7, $8)
            """;
    private static final String UPDATE = """
            update widget.widget_key set name = $3, allowed_domains = $4, rate_limit = $5, version = version + 1
             where tenant_id = $1 and id = $2 and status <> 'revoked' returning hash, version
            """;
    private static final String REVOKE = """
            update widget.widget_key set status = 'revoked', revoked_at = now(), version = version + 1
             where tenant_id = $1 and id = $2 and status <> 'revoked' returning hash, version
            """;
    private static final String BLOCKED = """
            select s.origin, s.last_at, s.calls
              from usage.sighting s join widget.widget_key k on k.id = s.key_id
             where k.tenant_id = $1 and k.id = $2 and s.last_at > now() - interval '7 days'
             order by s.last_at desc, s.origin limit 50
            """;

    /** A bot for which there are keys or a look. */
    record Bot(String id, long keys) {}

    /** A key's state after a change, for the cache. */
    record Changed(KeyHash hash, long version) {}

    /** An origin whose pages were refused. */
    record Blocked(String origin, Instant lastAt, long calls) {}

    private final Pool pool;

    WidgetStore(Pool pool) {
        this.pool = pool;
    }

    Uni<List<Bot>> bots(UUID tenant) {
        return pool.preparedQuery(BOTS)
                .execute(Tuple.of(tenant))
                .map(rows -> stream(rows)
                        .map(row -> new Bot(row.getString("bot_id"), row.getLong("keys")))
                        .toList());
    }

    Uni<List<WidgetKey>> list(UUID tenant, String botId) {
        return pool.preparedQuery(LIST)
                .execute(Tuple.of(tenant, botId))
                .map(rows -> stream(rows).map(WidgetStore::key).toList());
    }

    Uni<Optional<WidgetKey>> find(UUID tenant, UUID id) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(tenant, id))
                .map(rows -> stream(rows).map(WidgetStore::key).findFirst());
    }

    /** Where the key was refused in the last seven days, the newest first. */
    Uni<List<Blocked>> blocked(UUID tenant, UUID id) {
        return pool.preparedQuery(BLOCKED)
                .execute(Tuple.of(tenant, id))
                .map(rows -> stream(rows)
                        .map(row -> new Blocked(
                                row.getString("origin"),
                                row.getOffsetDateTime("last_at").toInstant(),
                                row.getLong("calls")))
                        .toList());
    }

    Uni<Void> insert(SqlClient tx, UUID tenant, UUID id, String botId, KeyHash hash, String apiKey, WidgetWish wish) {
        return tx.preparedQuery(INSERT)
                .execute(Tuple.tuple(Arrays.asList(
                        id,
                        tenant,
                        botId,
                        Buffer.buffer(hash.bytes()),
                        apiKey,
                        wish.name(),
                        wish.rules().toArray(String[]::new),
                        wish.limit())))
                .replaceWithVoid();
    }

    /** Empty if there is no such key, or it is revoked. */
    Uni<Optional<Changed>> update(SqlClient tx, UUID tenant, UUID id, WidgetWish wish) {
        return tx.preparedQuery(UPDATE)
                .execute(Tuple.of(tenant, id, wish.name(), wish.rules().toArray(String[]::new), wish.limit()))
                .map(WidgetStore::changed);
    }

    /** Empty if there is no such key, or it is revoked already. */
    Uni<Optional<Changed>> revoke(SqlClient tx, UUID tenant, UUID id) {
        return tx.preparedQuery(REVOKE).execute(Tuple.of(tenant, id)).map(WidgetStore::changed);
    }

    private static Optional<Changed> changed(RowSet<Row> rows) {
        return stream(rows)
                .findFirst()
                .map(row -> new Changed(KeyHash.ofBytes(row.getBuffer("hash").getBytes()), row.getLong("version")));
    }

    private static Stream<Row> stream(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false);
    }

    private static WidgetKey key(Row row) {
        @Nullable OffsetDateTime used = row.getOffsetDateTime("used_at");
        return new WidgetKey(
                row.getUUID("id"),
                row.getString("bot_id"),
                row.getString("api_key"),
                row.getString("name"),
                List.of(row.getArrayOfStrings("allowed_domains")),
                row.getInteger("rate_limit"),
                row.getString("status"),
                row.getOffsetDateTime("created_at").toInstant(),
                used == null ? null : used.toInstant());
    }
}
