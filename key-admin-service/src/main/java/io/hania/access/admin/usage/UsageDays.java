package io.hania.access.admin.usage;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/**
 * Adds up the calls of days that are over, for charts that look far back. A day is taken once, when it has been over
 * for a day: what auth-service held back through an outage is counted by then.
 */
@ApplicationScoped
class UsageDays {
    private static final Logger LOG = Logger.getLogger(UsageDays.class);

    /** One statement, so that readers see days either as hours or as days; replicas wait for one another at its row. */
    private static final String ADD_UP = """
            with span as (
              select u.day::timestamp at time zone 'UTC' as first, d.day::timestamp at time zone 'UTC' as last, d.day
                from usage.daily_until u, (select (now() at time zone 'UTC')::date - 1 as day) d
               where u.day < d.day for update of u),
            added as (
              insert into usage.daily (key_id, day, outcome, calls)
              select h.key_id, (h.hour at time zone 'UTC')::date as day, h.outcome, sum(h.calls)
                from span, usage.hourly h
               where h.hour >= span.first and h.hour < span.last
               group by h.key_id, (h.hour at time zone 'UTC')::date, h.outcome)
            update usage.daily_until u set day = span.day from span
            """;

    private final Pool pool;

    UsageDays(Pool pool) {
        this.pool = pool;
    }

    @Scheduled(every = "{admin.usage.days-every:15m}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> addUp() {
        return pool.query(ADD_UP)
                .execute()
                .replaceWithVoid()
                .onFailure()
                .invoke(e -> LOG.warnf("finished days wait to be added up: %s", e.getMessage()))
                .onFailure()
                .recoverWithNull();
    }
}
