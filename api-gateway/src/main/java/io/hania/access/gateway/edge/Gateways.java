package io.hania.access.gateway.edge;

import io.hania.access.call.BrowserGuard;
import io.hania.access.gateway.GatewayConfig;
import io.hania.access.gateway.observation.CallMetrics;
import io.hania.access.gateway.observation.Tracing;
import io.hania.access.gateway.proxy.Upstream;
import io.hania.access.gateway.reference.Page;
import io.hania.access.key.KeyFormat;
import io.hania.access.link.AuthServices;
import io.hania.access.link.LinkOptions;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.handler.ssl.SslContext;
import java.net.URI;
import java.security.Security;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Puts a gateway together from its configuration, and takes it down again. */
public final class Gateways implements AutoCloseable {
    private static final Duration LOOK_UP = Duration.ofSeconds(5);
    private static final Duration PAGES_REMEMBERED = Duration.ofMinutes(10);

    private final GatewayConfig config;
    private final GatewayServer server;
    private final AuthServices authServices;
    private final ScheduledExecutorService names = Executors.newSingleThreadScheduledExecutor(
            task -> Thread.ofPlatform().daemon().name("upstream-names").unstarted(task));

    /** Builds everything and looks the names up; nothing listens yet. */
    public Gateways(
            GatewayConfig config, KeyFormat keys, Map<String, Page> pages, MeterRegistry registry, Tracing tracing) {
        this.config = config;
        rememberNamesBriefly();
        List<Upstream> upstreams = upstreams(config);
        GatewayConfig.Link link = config.link();
        LinkOptions plain = LinkOptions.defaults();
        LinkOptions options = new LinkOptions(
                link.budget(), plain.silence(), plain.death(), plain.mostInFlight(), Certificates.link(link));
        authServices = AuthServices.named(config.authServices(), LOOK_UP);
        GatewayLoop.Shared shared = new GatewayLoop.Shared(
                config,
                keys,
                new BrowserGuard(config.publicOrigins().orElse(Set.of())),
                pages,
                new AllowedPages(PAGES_REMEMBERED, System::nanoTime),
                new CallMetrics(registry, config.upstreams().keySet()),
                tracing);
        server = new GatewayServer(shared, upstreams, new GatewayLoop.LinkSettings(authServices, options));
        names.scheduleWithFixedDelay(
                () -> upstreams.forEach(Upstream::lookUp),
                LOOK_UP.toMillis(),
                LOOK_UP.toMillis(),
                TimeUnit.MILLISECONDS);
        Gauge.builder("gateway.links.up", server, GatewayServer::linksUp).register(registry);
        Gauge.builder("gateway.decisions.in.flight", server, GatewayServer::questionsInFlight)
                .register(registry);
    }

    /** The server. */
    public GatewayServer server() {
        return server;
    }

    /** Stops as the configuration says. */
    @Override
    public void close() {
        server.stop(config.drain());
        names.shutdownNow();
        authServices.close();
    }

    /** The Java platform remembers addresses for 30 s: too long where they come and go. */
    private static void rememberNamesBriefly() {
        Security.setProperty("networkaddress.cache.ttl", "3");
        Security.setProperty("networkaddress.cache.negative.ttl", "1");
    }

    private static List<Upstream> upstreams(GatewayConfig config) {
        @Nullable SslContext tls = Certificates.upstreams(config);
        List<Upstream> upstreams = config.upstreams().entrySet().stream()
                .map(each -> new Upstream(
                        each.getKey(), each.getValue().stream().map(URI::create).toList(), tls))
                .toList();
        upstreams.forEach(Upstream::lookUp);
        return upstreams;
    }
}
