package io.hania.access.widget;

import io.hania.access.stores.PostgresStore;
import io.hania.access.stores.Stores;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Real stores, and in the place of auth-service and platform one HTTP server of the test. */
public class Surroundings implements QuarkusTestResourceLifecycleManager {
    static volatile FakePlatform platform = new FakePlatform();
    static volatile PostgresStore database;

    @Override
    public Map<String, String> start() {
        database = Stores.postgres().createDatabase();
        platform.start();
        return Map.of(
                "quarkus.datasource.reactive.url",
                database.reactiveUrl(),
                "quarkus.datasource.password",
                "hania_widget",
                "quarkus.redis.hosts",
                Stores.redis().url(),
                "widget.jwks-url",
                platform.url() + "/.well-known/jwks.json",
                "widget.platform-url",
                platform.url(),
                "widget.public-url",
                "https://api.example.com/");
    }

    @Override
    public void stop() {
        platform.stop();
        database.close();
    }
}
