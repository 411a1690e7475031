package io.hania.access.widget.key;

import io.hania.access.key.KeyFormat;
import io.hania.access.records.KeyChanges;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** The format of keys and the way to make their changes known, as configured; and what couldn't be told at once, later. */
@ApplicationScoped
public class KeyTools {
    private static final Logger LOG = Logger.getLogger(KeyTools.class);

    private final KeyFormat format;
    private final KeyChanges changes;

    KeyTools(@ConfigProperty(name = "keys.prefix", defaultValue = "hania") String prefix, Pool pool, Redis redis) {
        this.format = new KeyFormat(prefix);
        this.changes = new KeyChanges(pool, redis, prefix);
    }

    @Produces
    KeyFormat format() {
        return format;
    }

    @Produces
    KeyChanges changes() {
        return changes;
    }

    /** Every second: a store that is back hears of the changes that it missed. */
    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> drain() {
        return changes.drain()
                .onFailure()
                .invoke(failure -> LOG.debugf("the outbox waits: %s", failure))
                .onFailure()
                .recoverWithItem(0)
                .replaceWithVoid();
    }
}
