package io.hania.access.admin.usage;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowIterator;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who would miss a key.
 *
 * @param lastUse when it was last used; null for never
 * @param address from where
 * @param today calls of the last 24 hours
 * @param hour calls of the current hour, without those over the limit
 */
public record KeyUse(@Nullable Instant lastUse, @Nullable String address, long today, long hour) {
    /** Whether it was used in the last day. */
    public boolean recent() {
        return lastUse != null && lastUse.isAfter(Instant.now().minus(Duration.ofDays(1)));
    }

    /** Reads the use of keys. */
    @ApplicationScoped
    public static class Store {
        private final Pool pool;

        Store(Pool pool) {
            this.pool = pool;
        }

        /** The use of one key. */
        public Uni<KeyUse> of(UUID key) {
            return pool.preparedQuery("""
                            select u.at, u.address,
                                   (select coalesce(sum(h.calls), 0)::bigint from usage.hourly h
                                     where h.key_id = $1 and h.hour > now() - interval '24 hours') as today,
                                   (select coalesce(sum(h.calls), 0)::bigint from usage.hourly h
                                     where h.key_id = $1 and h.hour = date_trunc('hour', now(), 'UTC')
                                       and h.outcome <> 'limited') as hour
                              from (select 1) as one left join usage.last_use u on u.key_id = $1
                            """).execute(Tuple.of(key)).map(rows -> {
                RowIterator<Row> iterator = rows.iterator();
                Row row = iterator.next();
                OffsetDateTime at = row.getOffsetDateTime("at");
                return new KeyUse(
                        at == null ? null : at.toInstant(),
                        row.getString("address"),
                        row.getLong("today"),
                        row.getLong("hour"));
            });
        }
    }
}
