package io.hania.access.e2e.fault;

import io.hania.access.e2e.Api;
import io.hania.access.e2e.FaultProxy;
import io.hania.access.e2e.HaniaSystem;
import io.hania.access.e2e.HaniaSystem.Extra;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Two gateways, auth-services, widget-services and dashboards beside the system's own, over the same stores; the gateways know
 * both of the others. They are patient: what is lost stays lost however long one waits, what a busy machine delays does not. All
 * tests of a JVM share them, and mend what they break; they end with the system.
 */
final class TwoOfEach {
    /** For the command that makes the next signing key. */
    static final String ROTATION_TOKEN = "a-token-for-the-rotation";

    /** How long a process that stops says so and serves on, for those before it to turn away. */
    private static final Map<String, String> WITH_NOTICE = Map.of("quarkus.shutdown.delay", "1s");

    private static @Nullable TwoOfEach shared;

    /** Where the first auth-service takes commands. */
    final int management = HaniaSystem.freePort();

    /** Where the second auth-service is asked over HTTP. */
    final int http = HaniaSystem.freePort();

    /** Between the second auth-service and PostgreSQL. */
    final FaultProxy postgres;

    /** Between the second dashboard and Redis. */
    final FaultProxy redis;

    final List<Extra> auths;
    final List<Extra> widgets;
    final List<Extra> dashboards;
    final List<Extra> gateways;
    private final AtomicInteger turn = new AtomicInteger();

    private TwoOfEach(HaniaSystem system) {
        postgres = new FaultProxy(system.local().ports().postgres());
        redis = new FaultProxy(system.local().ports().redis());
        List<Extra> behind = atOnce(List.of(
                () -> system.authService(signing("quarkus.management.port", Integer.toString(management))),
                () -> system.authService(secondAuth()),
                () -> system.widgetService(WITH_NOTICE),
                () -> system.widgetService(WITH_NOTICE),
                () -> system.keyAdmin(WITH_NOTICE),
                () -> system.keyAdmin(with(WITH_NOTICE, "quarkus.redis.hosts", "redis://localhost:" + redis.port()))));
        auths = behind.subList(0, 2);
        widgets = behind.subList(2, 4);
        dashboards = behind.subList(4, 6);
        Map<String, String> both =
                with(WITH_NOTICE, "gateway.auth-services", list(auths.stream().map(Extra::address)));
        both.put("gateway.link.budget", "2s");
        both.put("gateway.upstreams.widget-service", list(widgets.stream().map(Extra::url)));
        gateways = atOnce(List.of(() -> system.gateway(both), () -> system.gateway(both)));
    }

    /** The shared ones, started when they are first asked for. */
    static synchronized TwoOfEach shared() {
        TwoOfEach started = shared;
        if (started == null) {
            started = new TwoOfEach(HaniaSystem.shared());
            shared = started;
        }
        return started;
    }

    /** The gateways in turn. */
    Api gateway() {
        return gateways.get(turn.getAndIncrement() & 1).api();
    }

    private Map<String, String> secondAuth() {
        Map<String, String> settings =
                signing("quarkus.datasource.reactive.url", "postgresql://localhost:" + postgres.port() + "/hania");
        settings.put("quarkus.http.port", Integer.toString(http));
        return settings;
    }

    /** New keys sign after 8 s, which is longer than any of the system's auth-services takes to publish them. */
    private static Map<String, String> signing(String name, String value) {
        return with(
                Map.of(
                        "auth.records.postgres-patience",
                        "1s",
                        "auth.signing.publish-ahead",
                        "8s",
                        "auth.signing.refresh",
                        "1s",
                        "auth.signing.rotation-token",
                        ROTATION_TOKEN),
                name,
                value);
    }

    private static Map<String, String> with(Map<String, String> settings, String name, String value) {
        Map<String, String> all = new HashMap<>(settings);
        all.put(name, value);
        return all;
    }

    private static String list(Stream<String> each) {
        return String.join(",", each.toList());
    }

    private static List<Extra> atOnce(List<Callable<Extra>> starts) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return threads.invokeAll(starts).stream().map(TwoOfEach::started).toList();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static Extra started(Future<Extra> start) {
        try {
            return start.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }
}
