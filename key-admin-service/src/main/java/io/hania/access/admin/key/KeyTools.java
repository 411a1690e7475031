package io.hania.access.admin.key;

import io.hania.access.key.KeyFormat;
import io.hania.access.records.KeyChanges;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The parts about keys that all services share, under this one's configuration. */
@ApplicationScoped
class KeyTools {
    @Produces
    @Singleton
    KeyFormat format(KeysConfig config) {
        return new KeyFormat(config.prefix());
    }

    @Produces
    @Singleton
    KeyChanges changes(Pool pool, Redis redis, KeysConfig config) {
        return new KeyChanges(pool, redis, config.prefix());
    }
}
