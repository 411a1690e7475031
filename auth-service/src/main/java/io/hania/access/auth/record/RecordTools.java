package io.hania.access.auth.record;

import io.hania.access.auth.limit.LimitConfig;
import io.hania.access.records.KeyRecords;
import io.hania.access.records.WindowShape;
import io.vertx.core.Vertx;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes what reads records from the configuration of the stores. */
final class RecordTools {
    private static final String STANDALONE = "standalone";

    RecordTools() {}

    @Produces
    @Singleton
    static KeyRecords records(Pool pool) {
        return new KeyRecords(pool);
    }

    @Produces
    @Singleton
    static RecordCaches caches(
            Vertx vertx,
            CacheConfig config,
            LimitConfig limits,
            Instance<Redis> library,
            @ConfigProperty(name = "quarkus.redis.hosts") List<String> hosts,
            @ConfigProperty(name = "quarkus.redis.client-type", defaultValue = STANDALONE) String type,
            @ConfigProperty(name = "quarkus.redis.password") Optional<String> password,
            @ConfigProperty(name = "keys.prefix", defaultValue = "hania") String prefix) {
        WindowShape window = new WindowShape(limits.window());
        if (type.equalsIgnoreCase(STANDALONE)) {
            return new RedisPipes(
                    vertx, hosts.getFirst(), password.orElse(null), prefix, window, config.redisPatience());
        }
        return new ClientRecordCaches(vertx, library.get().getDelegate(), prefix, window, config.redisPatience());
    }
}
