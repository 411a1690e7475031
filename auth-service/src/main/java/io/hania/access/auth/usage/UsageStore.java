package io.hania.access.auth.usage;

import io.hania.access.key.KeyHash;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes usage, at most some 500 origins a key, for strangers choose them. A batch is one transaction of a few statements over arrays. Keys are known by hash here and by id in the
 * tables; rows are touched in the order of ids, so that auth-services don't wait for one another in circles.
 */
final class UsageStore {
    private static final String LAST_USE = """
            insert into usage.last_use (key_id, at, address)
            select k.id, u.at, u.address
              from unnest($1::bytea[], $2::timestamptz[], $3::text[]) as u(hash, at, address)
              join access.key_record k on k.hash = u.hash order by k.id
            on conflict (key_id) do update set at = excluded.at, address = excluded.address
             where last_use.at < excluded.at
            """;
    private static final String HOURLY = """
            insert into usage.hourly (key_id, hour, outcome, calls)
            select k.id, u.hour, u.outcome, u.calls
              from unnest($1::bytea[], $2::timestamptz[], $3::text[], $4::bigint[]) as u(hash, hour, outcome, calls)
              join access.key_record k on k.hash = u.hash order by k.id, u.hour, u.outcome
            on conflict (key_id, hour, outcome) do update set calls = hourly.calls + excluded.calls
            """;
    private static final String ABILITIES = """
            insert into usage.ability_use (key_id, ability, day, calls)
            select k.id, u.ability, $4, u.calls
              from unnest($1::bytea[], $2::text[], $3::bigint[]) as u(hash, ability, calls)
              join access.key_record k on k.hash = u.hash order by k.id, u.ability
            on conflict (key_id, ability, day) do update set calls = ability_use.calls + excluded.calls
            """;
    private static final String SIGHTINGS = """
            insert into usage.sighting (key_id, origin, first_at, last_at, calls)
            select k.id, u.origin, u.first_at, u.last_at, u.calls
              from unnest($1::bytea[], $2::text[], $3::timestamptz[], $4::timestamptz[], $5::bigint[])
                     as u(hash, origin, first_at, last_at, calls)
              join access.key_record k on k.hash = u.hash
             where (select count(*) from usage.sighting s where s.key_id = k.id) < 500
                or exists (select from usage.sighting s where s.key_id = k.id and s.origin = u.origin)
             order by k.id, u.origin
            on conflict (key_id, origin) do update
               set last_at = greatest(sighting.last_at, excluded.last_at), calls = sighting.calls + excluded.calls
            """;
    private static final String REFUSALS = """
            insert into usage.refusal (request_id, at, key_id, tenant_id, reason, method, path, address)
            select u.request_id, u.at, k.id, k.tenant_id, coalesce(u.reason, k.status), u.method, u.path, u.address
              from unnest($1::bytea[], $2::text[], $3::timestamptz[], $4::text[], $5::text[], $6::text[], $7::text[])
                     as u(hash, request_id, at, reason, method, path, address)
              join access.key_record k on k.hash = u.hash
            """;
    private static final String FORGET = "delete from usage.refusal where at < $1";

    private final Pool pool;

    UsageStore(Pool pool) {
        this.pool = pool;
    }

    /** Writes everything or nothing. */
    Uni<Void> write(UsageLedger.Batch batch) {
        return pool.withTransaction(tx -> lastUse(tx, batch)
                .chain(() -> hourly(tx, batch))
                .chain(() -> abilities(tx, batch))
                .chain(() -> sightings(tx, batch))
                .chain(() -> refusals(tx, batch)));
    }

    /** Forgets refusals that are older than they are to be kept. */
    Uni<Void> forget(Duration age) {
        OffsetDateTime before = OffsetDateTime.now(ZoneOffset.UTC).minus(age);
        return pool.preparedQuery(FORGET).execute(Tuple.of(before)).replaceWithVoid();
    }

    private static Uni<Void> lastUse(SqlClient tx, UsageLedger.Batch batch) {
        List<Map.Entry<KeyHash, KeyUse>> used = batch.keys().entrySet().stream()
                .filter(entry -> entry.getValue().lastAt() > 0)
                .toList();
        Columns columns = new Columns(3);
        used.forEach(entry -> columns.row(
                hash(entry.getKey()),
                time(entry.getValue().lastAt()),
                String.valueOf(entry.getValue().lastAddress())));
        return run(tx, LAST_USE, columns);
    }

    private static Uni<Void> hourly(SqlClient tx, UsageLedger.Batch batch) {
        Columns columns = new Columns(4);
        batch.keys()
                .forEach((key, use) -> summed(use, tally -> new HourAndOutcome(tally.hour, tally.outcome))
                        .forEach((at, calls) -> columns.row(hash(key), time(at.hour), at.outcome.column(), calls)));
        return run(tx, HOURLY, columns);
    }

    private static Uni<Void> abilities(SqlClient tx, UsageLedger.Batch batch) {
        Columns columns = new Columns(3);
        batch.keys()
                .forEach((key, use) -> summed(use, tally -> tally.ability)
                        .forEach((ability, calls) -> columns.row(hash(key), ability, calls)));
        return columns.isEmpty()
                ? nothing()
                : execute(tx, ABILITIES, columns.tuple().addValue(LocalDate.now(ZoneOffset.UTC)));
    }

    /** Calls by what they have in common; those that have nothing of it are left out. */
    private static <T> Map<T, Long> summed(KeyUse use, Function<KeyUse.Tally, @Nullable T> by) {
        Map<T, Long> sums = new HashMap<>(2);
        for (KeyUse.Tally tally : use.tallies()) {
            T common = by.apply(tally);
            if (common != null) {
                sums.merge(common, tally.calls, Long::sum);
            }
        }
        return sums;
    }

    /** What a row of the hourly table is of, beside the key. */
    private record HourAndOutcome(long hour, Outcome outcome) {}

    private static Uni<Void> sightings(SqlClient tx, UsageLedger.Batch batch) {
        Columns columns = new Columns(5);
        batch.sightings()
                .forEach((where, seen) ->
                        columns.row(hash(where.key()), where.origin(), time(seen.first), time(seen.last), seen.calls));
        return run(tx, SIGHTINGS, columns);
    }

    private static Uni<Void> refusals(SqlClient tx, UsageLedger.Batch batch) {
        Columns columns = new Columns(7);
        batch.refusals()
                .forEach(call -> columns.row(
                        hash(call.key()),
                        call.requestId(),
                        time(call.at()),
                        call.reason(),
                        call.method(),
                        call.path(),
                        call.address()));
        return run(tx, REFUSALS, columns);
    }

    private static Uni<Void> run(SqlClient tx, String sql, Columns columns) {
        return columns.isEmpty() ? nothing() : execute(tx, sql, columns.tuple());
    }

    private static Uni<Void> execute(SqlClient tx, String sql, Tuple values) {
        return tx.preparedQuery(sql).execute(values).replaceWithVoid();
    }

    private static Uni<Void> nothing() {
        return Uni.createFrom().voidItem();
    }

    private static Buffer hash(KeyHash key) {
        return Buffer.buffer(key.bytes());
    }

    private static OffsetDateTime time(long millis) {
        return Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC);
    }

    /** Rows turned into arrays, one for each column. */
    private static final class Columns {
        private final List<List<Object>> columns = new ArrayList<>();

        Columns(int count) {
            for (int i = 0; i < count; i++) {
                columns.add(new ArrayList<>());
            }
        }

        void row(@Nullable Object... values) {
            for (int i = 0; i < values.length; i++) {
                columns.get(i).add(values[i]);
            }
        }

        boolean isEmpty() {
            return columns.getFirst().isEmpty();
        }

        Tuple tuple() {
            Tuple tuple = Tuple.tuple();
            columns.forEach(column -> tuple.addValue(array(column)));
            return tuple;
        }

        private static Object array(List<Object> column) {
            Object first = column.stream().filter(Objects::nonNull).findFirst().orElse("");
            return switch (first) {
                case Buffer buffer -> column.toArray(Buffer[]::new);
                case OffsetDateTime time -> column.toArray(OffsetDateTime[]::new);
                case Long number -> column.toArray(Long[]::new);
                default -> column.toArray(String[]::new);
            };
        }
    }
}
