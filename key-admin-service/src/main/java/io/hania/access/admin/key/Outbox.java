package io.hania.access.admin.key;

import io.hania.access.records.KeyChanges;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/** Announces, every second, the changes of keys that couldn't be announced at once. */
@ApplicationScoped
class Outbox {
    private static final Logger LOG = Logger.getLogger(Outbox.class);
    private static final String WAITING = """
            select count(*) as changes, coalesce(extract(epoch from now() - min(created_at)), 0)::bigint as seconds
              from access.key_change
            """;

    private final KeyChanges changes;
    private final Pool pool;
    private final AtomicLong pending;
    private final AtomicLong oldest;

    Outbox(KeyChanges changes, Pool pool, MeterRegistry meters) {
        this.changes = changes;
        this.pool = pool;
        this.pending = meters.gauge("admin.outbox.pending", new AtomicLong());
        this.oldest = meters.gauge("admin.outbox.oldest.seconds", new AtomicLong());
    }

    @Scheduled(every = "{admin.outbox.every:1s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> drain() {
        return changes.drain()
                .onFailure()
                .invoke(e -> LOG.debugf("the outbox waits: %s", e.getMessage()))
                .onFailure()
                .recoverWithItem(0)
                .chain(this::measure)
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> measure() {
        return pool.query(WAITING)
                .execute()
                .map(rows -> rows.iterator().next())
                .invoke(this::note)
                .replaceWithVoid();
    }

    private void note(Row row) {
        pending.set(row.getLong("changes"));
        oldest.set(row.getLong("seconds"));
    }
}
