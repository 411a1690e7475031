package io.hania.access.admin.usage;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Reads what auth-service counted. Ask only for keys that were found in the operator's own workspace. */
@ApplicationScoped
public class UsageStore {
    /** Finished days are in {@code usage.daily}; hours, and the days since, are added up here. */
    private static final String SERIES = """
            select date_trunc($2, at) as step, outcome, sum(calls)::bigint as calls
              from (select d.day::timestamp as at, d.outcome, d.calls from usage.daily d
                     where $2 <> 'hour' and d.key_id = $1 and d.day >= ($3::timestamp)::date
                       and d.day < (select u.day from usage.daily_until u)
                    union all
                    select h.hour at time zone 'UTC', h.outcome, h.calls from usage.hourly h
                     where h.key_id = $1 and h.hour >= greatest($3 at time zone 'UTC', case when $2 = 'hour' then null
                           else (select u.day::timestamp at time zone 'UTC' from usage.daily_until u) end)) c
             group by step, outcome
            """;

    private final Pool pool;

    UsageStore(Pool pool) {
        this.pool = pool;
    }

    /** Calls of a key over time. */
    public Uni<Chart> chart(UUID key, Span span, Locale locale) {
        List<LocalDateTime> steps = span.beginnings(Span.now());
        return pool.preparedQuery(SERIES)
                .execute(Tuple.of(key, span.unit(), steps.getFirst()))
                .map(rows -> chart(rows, steps, span, locale));
    }

    /** Which abilities calls needed in the last 30 days, and how often. */
    public Uni<Map<String, Long>> abilities(UUID key) {
        return pool.preparedQuery("""
                        select ability, sum(calls)::bigint as calls from usage.ability_use
                         where key_id = $1 and day > current_date - 30 group by ability
                        """)
                .execute(Tuple.of(key))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .collect(Collectors.toMap(row -> row.getString("ability"), row -> row.getLong("calls"))));
    }

    /** Where a key was seen in browsers, the latest first. */
    public Uni<List<Sighting>> sightings(UUID key) {
        return pool.preparedQuery("""
                        select origin, first_at, last_at, calls from usage.sighting
                         where key_id = $1 order by last_at desc limit 20
                        """)
                .execute(Tuple.of(key))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Sighting(
                                row.getString("origin"),
                                row.getOffsetDateTime("first_at").toInstant(),
                                row.getOffsetDateTime("last_at").toInstant(),
                                row.getLong("calls")))
                        .toList());
    }

    /** The latest refused calls of a key. */
    public Uni<List<RefusedCall>> refusals(UUID key) {
        return pool.preparedQuery("select * from usage.refusal where key_id = $1 order by at desc limit 20")
                .execute(Tuple.of(key))
                .map(UsageStore::refusals);
    }

    /** The refused calls of a workspace's keys under one request id; callers may use an id twice. */
    public Uni<List<RefusedCall>> refusals(UUID tenant, String requestId) {
        return pool.preparedQuery("""
                        select * from usage.refusal where request_id = $1 and tenant_id = $2 order by at desc limit 20
                        """).execute(Tuple.of(requestId, tenant)).map(UsageStore::refusals);
    }

    private static List<RefusedCall> refusals(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(RefusedCall::of)
                .toList();
    }

    private static Chart chart(RowSet<Row> rows, List<LocalDateTime> steps, Span span, Locale locale) {
        Map<LocalDateTime, Map<String, Long>> calls = new HashMap<>();
        rows.forEach(row -> calls.computeIfAbsent(row.getLocalDateTime("step"), step -> new HashMap<>())
                .put(row.getString("outcome"), row.getLong("calls")));
        return Chart.of(steps.stream()
                .map(step -> row(span.label(step, locale), calls.getOrDefault(step, Map.of())))
                .toList());
    }

    private static Chart.Row row(String label, Map<String, Long> calls) {
        long all = calls.values().stream().mapToLong(Long::longValue).sum();
        long allowed = calls.getOrDefault("allowed", 0L);
        long limited = calls.getOrDefault("limited", 0L);
        long missing = calls.getOrDefault("missing_ability", 0L)
                + calls.getOrDefault("browser", 0L)
                + calls.getOrDefault("origin_not_allowed", 0L);
        long refused = calls.getOrDefault("unauthorized", 0L);
        return new Chart.Row(label, allowed, limited, missing, refused, all - allowed - limited - missing - refused);
    }
}
