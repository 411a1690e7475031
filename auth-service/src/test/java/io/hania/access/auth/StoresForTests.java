package io.hania.access.auth;

import io.hania.access.stores.PostgresStore;
import io.hania.access.stores.RedisStore;
import io.hania.access.stores.Stores;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.Map;

/**
 * Real stores for a service under test, each behind a proxy that can hold or cut it: a database and a Redis of its own, and
 * a free port for its link.
 */
public final class StoresForTests implements QuarkusTestResourceLifecycleManager {
    static final String ROTATION_TOKEN = "rotation-token-for-tests";

    static volatile PostgresStore database;
    static volatile RedisStore redis;
    static volatile HoldingProxy toPostgres;
    static volatile HoldingProxy toRedis;
    static volatile int linkPort;

    @Override
    public Map<String, String> start() {
        database = Stores.postgres().createDatabase();
        redis = RedisStore.start();
        toPostgres = new HoldingProxy(database.port());
        toRedis = new HoldingProxy(redis.port());
        linkPort = freePort();
        return Map.of(
                "auth.usage.flush", "200ms",
                "auth.signing.publish-ahead", "2s",
                "auth.signing.rotation-token", ROTATION_TOKEN,
                "quarkus.datasource.reactive.url", "postgresql://127.0.0.1:" + toPostgres.port() + "/" + databaseName(),
                "quarkus.datasource.username", "hania_auth",
                "quarkus.datasource.password", "hania_auth",
                "quarkus.redis.hosts", "redis://127.0.0.1:" + toRedis.port(),
                "auth.link.port", Integer.toString(linkPort),
                "auth.signing.secret", "a secret for tests, long enough to be one");
    }

    @Override
    public void stop() {
        toPostgres.close();
        toRedis.close();
        redis.close();
    }

    private static String databaseName() {
        return database.reactiveUrl().substring(database.reactiveUrl().lastIndexOf('/') + 1);
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
