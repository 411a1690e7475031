package io.hania.access.admin.lookup;

import io.hania.access.key.KeyHash;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowIterator;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Finds a workspace's key by its hash. */
@ApplicationScoped
class KeyLookup {
    private static final String FIND = """
            select 'account' as kind, id, name, status, abilities, expires_at
              from access.account_key where hash = $1 and tenant_id = $2
            union all
            select 'widget', id, name, status, array['chat:send'], null
              from widget.widget_key where hash = $1 and tenant_id = $2
            """;

    private final Pool pool;

    KeyLookup(Pool pool) {
        this.pool = pool;
    }

    Uni<Optional<KnownKey>> find(UUID tenant, KeyHash hash) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(Buffer.buffer(hash.bytes()), tenant))
                .map(rows -> {
                    RowIterator<Row> iterator = rows.iterator();
                    return iterator.hasNext() ? Optional.of(key(iterator.next())) : Optional.empty();
                });
    }

    private static KnownKey key(Row row) {
        OffsetDateTime end = row.getOffsetDateTime("expires_at");
        return new KnownKey(
                row.getString("kind"),
                row.getUUID("id"),
                row.getString("name"),
                row.getString("status"),
                List.of(row.getArrayOfStrings("abilities")),
                end == null ? null : end.toInstant());
    }
}
