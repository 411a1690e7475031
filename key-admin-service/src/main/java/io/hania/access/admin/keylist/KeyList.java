package io.hania.access.admin.keylist;

import io.hania.access.admin.key.AccountKey;
import io.hania.access.admin.key.KeyState;
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

/** Reads the list of keys, a page at a time. Which keys a page shows is found in an index alone as a
 * rule (migrations V3 and V7); everything else is read for these few. */
@ApplicationScoped
public class KeyList {
    static final int PAGE = 25;

    private static final int DAYS = 7;
    private static final String COLUMNS = "select " + AccountKey.COLUMNS + """
            , u.at as used_at, p.place::text as place,
            (select coalesce(sum(h.calls), 0)::bigint from usage.hourly h
              where h.key_id = k.id and h.hour = date_trunc('hour', now(), 'UTC') and h.outcome <> 'limited') as hour,
            exists (select from usage.sighting s where s.key_id = k.id) as exposed
            """;
    private static final String CHOSEN = """
            select k.id, k.name, k.display, coalesce(u.at > now() - interval '1 day', false) as recent
            """;
    private static final String DETAILS = """
             p join access.account_key k on k.id = p.id left join usage.last_use u on u.key_id = p.id order by p.place""";

    /** Finished days are in {@code usage.daily}; the hours of the days since are added up here. */
    private static final String WEEK = """
            select key_id, day, sum(calls)::bigint as calls
              from (select d.key_id, d.day, d.calls from usage.daily d
                     where d.key_id = any($1) and d.day >= $2 and d.day < (select u.day from usage.daily_until u)
                    union all
                    select h.key_id, (h.hour at time zone 'UTC')::date, h.calls from usage.hourly h
                     where h.key_id = any($1)
                       and h.hour >= greatest($2, (select u.day from usage.daily_until u))::timestamp at time zone 'UTC') c
             group by key_id, day
            """;

    private final Pool pool;

    KeyList(Pool pool) {
        this.pool = pool;
    }

    Uni<KeyPage> page(UUID tenant, KeyFilter filter) {
        List<Object> parameters = new ArrayList<>(List.of(tenant));
        String sql = COLUMNS + found(filter, "", PAGE + 1, parameters);
        return pool.preparedQuery(sql)
                .execute(Tuple.tuple(parameters))
                .chain(rows -> weeks(rows).map(weeks -> page(rows, weeks)));
    }

    /** A key that a filter shows, for changing many at once. */
    public record Chosen(UUID id, String name, String display, boolean recent) {}

    /** The first keys that a filter shows and that can still be revoked. */
    public Uni<List<Chosen>> choose(UUID tenant, KeyFilter filter, int most) {
        List<Object> parameters = new ArrayList<>(List.of(tenant));
        String sql = CHOSEN + found(filter, "t.status <> 'revoked' and ", most, parameters);
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

    /** The keys that a filter finds, in its order, with their details. */
    private static String found(KeyFilter filter, String also, int most, List<Object> parameters) {
        KeyFilter.Order order = filter.order();
        return "from (select t.id, " + order.column() + " as place from "
                + order.source(!filter.text().isEmpty()) + " where t.tenant_id = $1 and "
                + also + conditions(filter, parameters) + " order by " + order.column() + order.way() + ", t.id"
                + order.way() + " limit " + most + ")" + DETAILS + order.way() + ", p.id" + order.way();
    }

    /** The condition of a filter; what was typed goes into parameters only. */
    private static String conditions(KeyFilter filter, List<Object> parameters) {
        StringBuilder conditions = new StringBuilder(filter.show().condition());
        if (!filter.text().isEmpty()) {
            conditions.append(" and ").append(text(filter, parameters));
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

    private static String text(KeyFilter filter, List<Object> parameters) {
        List<String> likes = new ArrayList<>();
        for (String pattern : filter.patterns()) {
            parameters.add(pattern);
            likes.add(filter.order().words() + " like $" + parameters.size());
        }
        return "(" + String.join(" or ", likes) + ")";
    }

    private Uni<Map<UUID, long[]>> weeks(RowSet<Row> rows) {
        UUID[] ids = StreamSupport.stream(rows.spliterator(), false)
                .map(row -> row.getUUID("id"))
                .toArray(UUID[]::new);
        LocalDate first = LocalDate.now(ZoneOffset.UTC).minusDays(DAYS - 1);
        return pool.preparedQuery(WEEK).execute(Tuple.of(ids, first)).map(counts -> byDay(counts, first));
    }

    private static Map<UUID, long[]> byDay(RowSet<Row> rows, LocalDate first) {
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
