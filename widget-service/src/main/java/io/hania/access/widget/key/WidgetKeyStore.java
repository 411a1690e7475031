package io.hania.access.widget.key;

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
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Widget keys in PostgreSQL. Every statement names the tenant. */
@ApplicationScoped
public class WidgetKeyStore {
    private static final String COLUMNS = """
            select k.id, k.bot_id, k.api_key, k.name, k.allowed_domains, k.rate_limit, k.status, k.created_at, u.at as used_at
              from widget.widget_key k left join usage.last_use u on u.key_id = k.id
            """;
    private static final String LIST = COLUMNS
            + " where k.tenant_id = $1 and k.bot_id = $2 and k.status <> 'revoked' order by k.created_at, k.id limit 1000";
    private static final String FIND = COLUMNS + " where k.tenant_id = $1 and k.id = $2";
    private static final String INSERT = """
            insert into widget.widget_key (id, tenant_id, bot_id, hash, api_key, name, allowed_domains, rate_limit)
            values ($1, $2, $3, $4, $5, $6, $7, $8) returning created_at
            """;
    private static final String REVOKE = """
            update widget.widget_key set status = 'revoked', revoked_at = now(), version = version + 1
             where tenant_id = $1 and id = $2 and status <> 'revoked'
            returning hash, version, bot_id, name
            """;
    private static final String FORGET =
            "delete from widget.key_request where tenant_id = $1 and created_at < now() - interval '1 day'";
    private static final String CLAIM = """
            insert into widget.key_request (tenant_id, token, body, key_id) values ($1, $2, $3, $4)
            on conflict do nothing
            """;
    private static final String CLAIMED =
            "select key_id, body from widget.key_request where tenant_id = $1 and token = $2";

    /** A key that was just revoked. */
    record Revoked(KeyHash hash, long version, String botId, String name) {}

    /** Who came first with an Idempotency-Key, and with what body. */
    record Claim(UUID keyId, String body) {}

    private final Pool pool;

    WidgetKeyStore(Pool pool) {
        this.pool = pool;
    }

    /** The bot's keys that aren't revoked, oldest first. */
    Uni<List<WidgetKey>> list(UUID tenant, String botId) {
        return pool.preparedQuery(LIST).execute(Tuple.of(tenant, botId)).map(WidgetKeyStore::keys);
    }

    /** The tenant's key of this id, revoked or not. */
    Uni<Optional<WidgetKey>> find(SqlClient client, UUID tenant, UUID id) {
        return client.preparedQuery(FIND)
                .execute(Tuple.of(tenant, id))
                .map(rows -> keys(rows).stream().findFirst());
    }

    Uni<Optional<WidgetKey>> find(UUID tenant, UUID id) {
        return find(pool, tenant, id);
    }

    Uni<Instant> insert(SqlClient tx, UUID tenant, UUID id, KeyHash hash, String apiKey, WidgetKeyWish wish) {
        return tx.preparedQuery(INSERT)
                .execute(Tuple.tuple(Arrays.asList(
                        id,
                        tenant,
                        wish.botId(),
                        Buffer.buffer(hash.bytes()),
                        apiKey,
                        wish.name(),
                        wish.domains().toArray(String[]::new),
                        wish.limit())))
                .map(rows ->
                        rows.iterator().next().getOffsetDateTime("created_at").toInstant());
    }

    /** Empty if the tenant has no such key, or it is revoked already. */
    Uni<Optional<Revoked>> revoke(SqlClient tx, UUID tenant, UUID id) {
        return tx.preparedQuery(REVOKE)
                .execute(Tuple.of(tenant, id))
                .map(rows -> stream(rows)
                        .findFirst()
                        .map(row -> new Revoked(
                                KeyHash.ofBytes(row.getBuffer("hash").getBytes()),
                                row.getLong("version"),
                                row.getString("bot_id"),
                                row.getString("name"))));
    }

    /** Takes an Idempotency-Key for a day; the earlier claim if somebody has it. Waits for a claim under way. */
    Uni<Optional<Claim>> claim(SqlClient tx, UUID tenant, String token, String body, UUID keyId) {
        return tx.preparedQuery(FORGET)
                .execute(Tuple.of(tenant))
                .chain(() -> tx.preparedQuery(CLAIM).execute(Tuple.of(tenant, token, body, keyId)))
                .chain(taken -> taken.rowCount() == 1
                        ? Uni.createFrom().item(Optional.<Claim>empty())
                        : claimed(tx, tenant, token));
    }

    private static Uni<Optional<Claim>> claimed(SqlClient tx, UUID tenant, String token) {
        return tx.preparedQuery(CLAIMED)
                .execute(Tuple.of(tenant, token))
                .map(rows ->
                        stream(rows).findFirst().map(row -> new Claim(row.getUUID("key_id"), row.getString("body"))));
    }

    private static List<WidgetKey> keys(RowSet<Row> rows) {
        return stream(rows).map(WidgetKeyStore::key).toList();
    }

    private static java.util.stream.Stream<Row> stream(RowSet<Row> rows) {
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
                row.getString("status").equals("active"),
                row.getOffsetDateTime("created_at").toInstant(),
                used == null ? null : used.toInstant());
    }
}
