package io.hania.access.admin;

import io.hania.access.stores.PostgresStore;
import io.hania.access.stores.Stores;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;

/** A real PostgreSQL with an empty database, and a real Redis, for the service under test. */
public final class StoresForTests implements QuarkusTestResourceLifecycleManager {
    private static PostgresStore database = null;

    /** The database of the running service. */
    static PostgresStore database() {
        return database;
    }

    @Override
    public Map<String, String> start() {
        String redis = Stores.redis().url();
        database = Stores.postgres().createEmptyDatabase();
        Map<String, String> config = new HashMap<>();
        config.put("quarkus.redis.hosts", redis);
        config.put("quarkus.datasource.reactive.url", database.reactiveUrl());
        config.put("quarkus.datasource.username", PostgresStore.OWNER);
        config.put("quarkus.datasource.password", PostgresStore.OWNER);
        config.put("quarkus.http.test-port", "0");
        config.put("quarkus.management.test-port", "0");
        config.put("admin.first-owner.email", Browser.OWNER);
        config.put("admin.first-owner.password", Browser.PASSWORD);
        config.put("admin.first-owner.workspace", "Acme");
        config.put("admin.webhooks.allow-private", "true");
        config.put("admin.mail.mock", "false");
        config.put("quarkus.mailer.mock", "false");
        config.put("quarkus.mailer.host", "localhost");
        config.put("quarkus.mailer.port", Integer.toString(PostOffice.open().port()));
        config.put("admin.notices.every", "1s");
        config.put("admin.webhooks.every", "1s");
        config.put("admin.mail.every", "1s");
        config.put("admin.rotation.every", "1s");
        config.put("admin.activity.every", "1s");
        config.put("admin.usage.days-every", "1s");
        return config;
    }

    @Override
    public void stop() {
        // The stores end with this JVM.
    }
}
