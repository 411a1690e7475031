package io.hania.access.records;

import io.hania.access.key.KeyHash;
import io.hania.access.key.KeyId;
import io.hania.access.key.KeyKind;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads keys from PostgreSQL, the only place where the truth about them stands. */
public final class KeyRecords {
    private static final String BY_HASH = """
            select hash, id, kind, tenant_id, abilities, status, expires_at, rate_limit, version, bot_id, allowed_domains
              from access.key_record
             where hash = any ($1)
            """;

    private final SqlClient client;

    /** @param client a pool on the primary; a replica that lags would bring revoked keys back */
    public KeyRecords(SqlClient client) {
        this.client = client;
    }

    /** The keys with these hashes, of any status; those that don't exist are missing from the map. */
    public Uni<Map<KeyHash, KeyRecord>> findByHashes(Collection<KeyHash> hashes) {
        Buffer[] bytes =
                hashes.stream().map(hash -> Buffer.buffer(hash.bytes())).toArray(Buffer[]::new);
        return client.preparedQuery(BY_HASH)
                .execute(Tuple.tuple().addValue(bytes))
                .map(KeyRecords::byHash);
    }

    private static Map<KeyHash, KeyRecord> byHash(RowSet<Row> rows) {
        Map<KeyHash, KeyRecord> found = new HashMap<>();
        for (Row row : rows) {
            found.put(KeyHash.ofBytes(row.getBuffer("hash").getBytes()), record(row));
        }
        return found;
    }

    private static KeyRecord record(Row row) {
        OffsetDateTime expiry = row.getOffsetDateTime("expires_at");
        Integer limit = row.getInteger("rate_limit");
        return new KeyRecord(
                new KeyId(row.getUUID("id")),
                "widget".equals(row.getString("kind")) ? KeyKind.WIDGET : KeyKind.ACCOUNT,
                row.getUUID("tenant_id"),
                list(row.getArrayOfStrings("abilities")),
                KeyStatus.of(row.getString("status")),
                expiry == null ? null : expiry.toInstant(),
                limit == null ? 0 : limit,
                row.getLong("version"),
                row.getString("bot_id"),
                list(row.getArrayOfStrings("allowed_domains")));
    }

    private static List<String> list(String @Nullable [] array) {
        return array == null ? List.of() : List.of(array);
    }
}
