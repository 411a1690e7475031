package io.hania.access.records;

import io.micrometer.core.instrument.config.MeterFilter;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Set;

/** Metrics of the connections to PostgreSQL, less what would be untrue. */
final class ConnectionMetrics {
    /**
     * The driver registers these gauges once for each connection, all under one name, so that they tell of the first
     * connection alone (quarkusio/quarkus#47504).
     */
    private static final Set<String> OF_ONE_CONNECTION = Set.of("postgresql.queue.size", "postgresql.current");

    ConnectionMetrics() {}

    @Produces
    @Singleton
    static MeterFilter withoutGaugesOfOneConnection() {
        return MeterFilter.deny(id -> OF_ONE_CONNECTION.contains(id.getName()));
    }
}
