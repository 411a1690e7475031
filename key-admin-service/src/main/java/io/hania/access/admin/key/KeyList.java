package io.hania.access.admin.key;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Reads the list of keys, a page at a time. The orders and the text search each have an index (migration V3). */
@ApplicationScoped
public class KeyList {
    static final int PAGE = 25;

    private static final int DAYS = 7;
    private static final String SELECT = "select " + AccountKey.COLUMNS + """
            , u.at as used_at,
            (select coalesce(sum(h.calls), 0)::bigint from usage.hourly h
              where h.key_id = k.id and h.hour = date_trunc('hour', now(), 'UTC')) as hour,
            exists (select from usage.sighting s where s.key_id = k.id) as exposed,
            """;
    private static final String FROM = """
            ::text as place
              from access.account_key k
              join access.key_activity a on a.key_id = k.id
              left join usage.last_use u on u.key_id = k.id
             where k.tenant_id = $1 and a.tenant_id = $1 and\s""";
    private static final String WEEK = """
            select key_id, (hour at time zone 'UTC')::date as day, sum(calls)::bigint as calls
              from usage.hourly
             where key_id = any($1) and hour >= date_trunc('day', now(), 'UTC') - interval '6 days'
             group by key_id, day
            """;

    private final Pool pool;

    KeyList(Pool pool) {
        this.pool = pool;
    }

    Uni<KeyPage> page(UUID tenant, KeyFilter filter) {
        List<Object> parameters = new ArrayList<>(List.of(tenant));
        String sql = SELECT + filter.order().column() + FROM + conditions(filter, parameters) + " order by "
                + filter.order().orderBy() + " limit " + (PAGE + 1);
        return pool.preparedQuery(sql)
                .execute(Tuple.tuple(parameters))
                .chain(rows -> weeks(rows).map(weeks -> page(rows, weeks)));
    }

    /** A key that a filter shows, for changing many at once. */
    public record Chosen(UUID id, String name, String display, boolean recent) {}

    /** The first keys that a filter shows and that can still be revoked. */
    public Uni<List<Chosen>> choose(UUID tenant, KeyFilter filter, int most) {
        List<Object> parameters = new ArrayList<>(List.of(tenant));
        String sql = "select k.id, k.name, k.display, coalesce(u.at > now() - interval '1 day', false) as recent, "
                + filter.order().column() + FROM + "k.status <> 'revoked' and " + conditions(filter, parameters)
                + " order by " + filter.order().orderBy() + " limit " + most;
        return pool.preparedQuery(sql)
                .execute(Tuple.tuple(parameters))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Chosen(
                                row.getUUID("id"),
                                row.getString("name"),
                                row.getString("display"),
                                row.getBoolean("recent")))
                        .toList());
    }

    /** The condition of a filter; what was typed goes into parameters only. */
    static String conditions(KeyFilter filter, List<Object> parameters) {
        StringBuilder conditions = new StringBuilder(filter.show().condition());
        if (!filter.text().isEmpty()) {
            parameters.add(filter.pattern());
            conditions.append(" and lower(k.name || ' ' || k.display) like $").append(parameters.size());
        }
        KeyCursor after = filter.after();
        if (after != null) {
            parameters.add(after.value());
            parameters.add(after.id());
            int id = parameters.size();
            conditions.append(" and ").append(filter.order().after("$" + (id - 1), "$" + id));
        }
        return conditions.toString();
    }

    private Uni<Map<UUID, long[]>> weeks(RowSet<Row> rows) {
        UUID[] ids = StreamSupport.stream(rows.spliterator(), false)
                .map(row -> row.getUUID("id"))
                .toArray(UUID[]::new);
        return pool.preparedQuery(WEEK).execute(Tuple.of(ids)).map(KeyList::byDay);
    }

    private static Map<UUID, long[]> byDay(RowSet<Row> rows) {
        LocalDate first = LocalDate.now(ZoneOffset.UTC).minusDays(DAYS - 1);
        Map<UUID, long[]> weeks = new HashMap<>();
        for (Row row : rows) {
            long day = ChronoUnit.DAYS.between(first, row.getLocalDate("day"));
            if (day >= 0 && day < DAYS) {
                weeks.computeIfAbsent(row.getUUID("key_id"), id -> new long[DAYS])[(int) day] = row.getLong("calls");
            }
        }
        return weeks;
    }

    private static KeyPage page(RowSet<Row> rows, Map<UUID, long[]> weeks) {
        List<KeyRow> lines = new ArrayList<>();
        KeyCursor last = null;
        for (Row row : rows) {
            if (lines.size() == PAGE) {
                return new KeyPage(lines, last == null ? null : last.text());
            }
            KeyRow line = line(row, weeks);
            lines.add(line);
            last = new KeyCursor(row.getString("place"), line.key().id());
        }
        return new KeyPage(lines, null);
    }

    private static KeyRow line(Row row, Map<UUID, long[]> weeks) {
        AccountKey key = AccountKey.of(row);
        OffsetDateTime used = row.getOffsetDateTime("used_at");
        Instant lastUse = used == null ? null : used.toInstant();
        KeyState state = KeyState.of(key, lastUse, row.getBoolean("exposed"));
        Sparkline week = Sparkline.of(weeks.getOrDefault(key.id(), new long[DAYS]));
        return new KeyRow(key, state, lastUse, row.getLong("hour"), week);
    }
}
