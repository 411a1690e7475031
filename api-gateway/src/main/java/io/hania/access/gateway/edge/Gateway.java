package io.hania.access.gateway.edge;

import io.hania.access.catalog.Catalog;
import io.hania.access.gateway.GatewayConfig;
import io.hania.access.gateway.observation.Tracing;
import io.hania.access.gateway.reference.Pages;
import io.hania.access.key.KeyFormat;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** The gateway's life: it listens when the application has started and lets calls end when it stops. */
@Startup
@Singleton
@Readiness
public class Gateway implements HealthCheck {
    private final Gateways gateway;

    Gateway(
            GatewayConfig config,
            @ConfigProperty(name = "keys.prefix") String prefix,
            @ConfigProperty(name = "catalog.file") Optional<Path> catalogFile,
            @ConfigProperty(name = "quarkus.otel.sdk.disabled") boolean untraced,
            MeterRegistry registry,
            OpenTelemetry telemetry) {
        Catalog catalog = catalogFile.map(Catalog::load).orElseGet(Catalog::builtin);
        this.gateway = new Gateways(
                config,
                new KeyFormat(prefix),
                Pages.of(catalog, prefix),
                registry,
                untraced ? Tracing.OFF : Tracing.with(telemetry));
    }

    @PostConstruct
    void start() {
        gateway.server().listen();
    }

    void leave(@Observes ShutdownDelayInitiatedEvent event) {
        gateway.server().beginToLeave();
    }

    void stop(@Observes ShutdownEvent event) {
        gateway.close();
    }

    /** Ready while the port is open and an auth-service can be asked; the answer tells which is missing. */
    @Override
    public HealthCheckResponse call() {
        int links = gateway.server().linksUp();
        boolean taking = gateway.server().ready();
        return HealthCheckResponse.named("gateway")
                .status(taking && links > 0)
                .withData("takesCalls", taking)
                .withData("authServicesConnected", links)
                .build();
    }
}
