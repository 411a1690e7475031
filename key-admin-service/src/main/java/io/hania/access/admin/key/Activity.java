package io.hania.access.admin.key;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;

/** Keeps {@code access.key_activity} half a minute behind the counted use, and forgets old form tokens. */
@ApplicationScoped
class Activity {
    private static final String COPY = """
            update access.key_activity a set last_used_at = u.at
              from usage.last_use u
             where u.key_id = a.key_id and u.at > now() - interval '10 minutes'
               and a.last_used_at < u.at - interval '1 minute'
            """;
    private static final String CATCH_UP = """
            update access.key_activity a set last_used_at = u.at
              from usage.last_use u where u.key_id = a.key_id and a.last_used_at < u.at - interval '1 minute'
            """;

    private final Pool pool;

    Activity(Pool pool) {
        this.pool = pool;
    }

    @Scheduled(every = "{admin.activity.every:30s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> copy() {
        return run(COPY);
    }

    /** What a pause of this service left behind. */
    @Scheduled(every = "1h", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> catchUp() {
        return run(CATCH_UP)
                .chain(() -> run("delete from access.key_request where created_at < now() - interval '2 days'"));
    }

    private Uni<Void> run(String statement) {
        return pool.query(statement).execute().replaceWithVoid().onFailure().recoverWithNull();
    }
}
