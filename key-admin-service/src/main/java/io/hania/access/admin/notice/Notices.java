package io.hania.access.admin.notice;

import io.hania.access.admin.audit.Actor;
import io.hania.access.admin.key.KeyChange;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;

/**
 * Looks, every half minute, for account keys seen in browsers and for keys that end in 14, 3 or 1 days. Each is told
 * once: the row in {@code access.notice} and everything that is to be sent are written in one transaction.
 */
@ApplicationScoped
public class Notices {
    private static final Logger LOG = Logger.getLogger(Notices.class);
    private static final String RETURNING = """
            on conflict do nothing returning key_id, tenant_id, kind, occasion
            """;
    private static final String EXPOSED = """
            insert into access.notice (id, tenant_id, key_id, kind, occasion, disable_due)
            select gen_random_uuid(), k.tenant_id, k.id, 'key.exposed', s.origin, w.disable_exposed
              from usage.sighting s
              join access.account_key k on k.id = s.key_id
              join access.workspace w on w.id = k.tenant_id
             where k.status = 'active' and coalesce(k.expires_at, 'infinity') > now()
               and not exists (select from access.notice n
                     where n.key_id = k.id and n.kind = 'key.exposed' and n.occasion = s.origin)
             limit 200
            """ + RETURNING;
    private static final String EXPIRING = """
            insert into access.notice (id, tenant_id, key_id, kind, occasion)
            select gen_random_uuid(), k.tenant_id, k.id, 'key.expiring.' || d.days, k.expires_at::text
              from access.account_key k
              cross join lateral (select min(x) as days from unnest(array[14, 3, 1]) x
                     where k.expires_at <= now() + make_interval(days => x)) d
             where k.status = 'active' and k.expires_at > now() and k.expires_at <= now() + interval '14 days'
               and k.grace_ends is null
               and not exists (select from access.notice n where n.key_id = k.id
                     and n.kind = 'key.expiring.' || d.days and n.occasion = k.expires_at::text)
             limit 200
            """ + RETURNING;

    private static final String DUE = """
            select key_id, tenant_id, kind, occasion from access.notice where disable_due order by created_at limit 200
            """;
    private static final String DONE = "update access.notice set disable_due = false where key_id = $1";

    private final Pool pool;
    private final NoticeFanOut fanOut;
    private final KeyChange changes;

    Notices(Pool pool, NoticeFanOut fanOut, KeyChange changes) {
        this.pool = pool;
        this.fanOut = fanOut;
        this.changes = changes;
    }

    @Scheduled(every = "{admin.notices.every:30s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> look() {
        return find(EXPOSED)
                .chain(() -> pool.query(DUE).execute().map(Notices::notices))
                .chain(this::disable)
                .chain(() -> find(EXPIRING))
                .replaceWithVoid()
                .onFailure()
                .invoke(e -> LOG.warnf("notices wait: %s", e.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<List<Notice>> find(String statement) {
        return pool.withTransaction(
                tx -> tx.query(statement).execute().map(Notices::notices).call(found -> tell(tx, found)));
    }

    private Uni<Void> tell(SqlConnection tx, List<Notice> found) {
        return Multi.createFrom()
                .iterable(found)
                .onItem()
                .transformToUniAndConcatenate(notice -> fanOut.send(tx, notice))
                .collect()
                .asList()
                .replaceWithVoid();
    }

    /** Where the workspace wants it, an exposed key is disabled at once. */
    private Uni<Void> disable(List<Notice> due) {
        return Multi.createFrom()
                .iterable(due)
                .onItem()
                .transformToUniAndConcatenate(notice -> changes.change(
                                notice.tenant(),
                                notice.key(),
                                Actor.system(notice.tenant()),
                                "key.disabled",
                                key -> key.active() ? key.withStatus("disabled", "exposure") : key)
                        .chain(() -> pool.preparedQuery(DONE).execute(Tuple.of(notice.key()))))
                .collect()
                .asList()
                .replaceWithVoid();
    }

    private static List<Notice> notices(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false).map(Notice::of).toList();
    }
}
