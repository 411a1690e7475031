package io.hania.access.deploy.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.hania.access.deploy.Manifests;
import io.hania.access.deploy.Project;
import io.hania.access.deploy.Queries;
import io.hania.access.deploy.Renders;
import io.hania.access.key.RawKey;
import io.hania.access.stores.PostgresStore;
import io.hania.access.stores.Stores;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The pods of the overlay for development, run as processes on real stores: migration first, then each service. */
@Tag("rendering")
class PodsIT {
    static final List<String> SERVICES = Project.SERVICES;

    private static final String OWNER = "hania";
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String CALLER = "b7ad6b7169203331";
    private static final Map<String, ServiceProcess> RUNNING = new LinkedHashMap<>();
    private static final Map<String, String> STARTED = new HashMap<>();
    private static final Map<String, String> TRACEPARENTS = new ConcurrentHashMap<>();
    private static final StringBuffer SPANS = new StringBuffer();
    private static HttpServer platform;
    private static PostgresStore database;
    private static int migrated;
    private static int gateway;
    private static Exposition exposed;

    @TempDir
    static Path folder;

    @BeforeAll
    static void runsThePods() throws IOException, InterruptedException {
        platform = platform();
        database = Stores.postgres().createEmptyDatabase("pods");
        database.execute("create role " + OWNER + " login createrole");
        database.execute("alter database pods owner to " + OWNER);
        Manifests dev = Renders.overlay("dev");
        Map<String, String> stores = Map.of(
                "QUARKUS_DATASOURCE_REACTIVE_URL",
                database.reactiveUrl(),
                "QUARKUS_REDIS_HOSTS",
                Stores.redis().url());

        try (ServiceProcess job = new Pod(dev, dev.get("Job", "migrate"), folder.resolve("migrate"))
                .start(with(stores, "QUARKUS_HTTP_PORT", "0"))) {
            migrated = job.awaitEnd(Duration.ofSeconds(90));
        }
        runServices(dev, stores);
        for (ServiceProcess service : RUNNING.values()) {
            service.awaitReady();
        }
        exposed = exposed();
        RUNNING.forEach((name, service) -> STARTED.put(name, service.log()));
        Keys.workspace(database);
    }

    /** Starts all four, each told where the others are. */
    private static void runServices(Manifests dev, Map<String, String> stores) {
        gateway = Ports.free();
        int keys = Ports.free();
        int link = Ports.free();
        String keySet = "http://127.0.0.1:" + keys + "/.well-known/jwks.json";
        String upstream = "http://127.0.0.1:" + platform.getAddress().getPort();
        Map<String, String> anyPort = with(stores, "QUARKUS_HTTP_PORT", "0");
        run(dev, "key-admin-service", anyPort);
        run(dev, "auth-service", with(stores, "QUARKUS_HTTP_PORT", "" + keys, "AUTH_LINK_PORT", "" + link));
        run(dev, "widget-service", with(anyPort, "WIDGET_JWKS_URL", keySet, "WIDGET_PLATFORM_URL", upstream));
        run(dev, "api-gateway", gateway("127.0.0.1:" + link, upstream));
    }

    private static Map<String, String> gateway(String link, String upstream) {
        return Map.of(
                "GATEWAY_PORT",
                "" + gateway,
                "GATEWAY_AUTH_SERVICES",
                link,
                "GATEWAY_UPSTREAMS_PLATFORM",
                upstream,
                "GATEWAY_ACCESS_LOG",
                "true",
                "QUARKUS_OTEL_SDK_DISABLED",
                "false",
                "QUARKUS_OTEL_EXPORTER_OTLP_PROTOCOL",
                "http/protobuf",
                "QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT",
                upstream);
    }

    private static Exposition exposed() throws IOException {
        List<String> pages = new ArrayList<>();
        for (ServiceProcess service : RUNNING.values()) {
            pages.add(service.metrics());
        }
        return Exposition.of(pages);
    }

    @AfterAll
    static void stops() {
        RUNNING.values().forEach(ServiceProcess::close);
        platform.stop(0);
    }

    @Test
    void theMigrationEndsByItself() {
        assertThat(migrated).isZero();
    }

    @ParameterizedTest
    @FieldSource("SERVICES")
    void noServiceComplainsAboutItsSettings(String service) {
        assertThat(RUNNING.get(service).log()).doesNotContain("Unrecognized configuration key", "SRCFG");
    }

    @ParameterizedTest
    @FieldSource("SERVICES")
    void noServiceStartsWithAWarning(String service) {
        assertThat(STARTED.get(service).lines().filter(line -> line.matches(".*(\"level\":\"|\\b)(WARN|ERROR)\\b.*")))
                .isEmpty();
    }

    @Test
    void noGaugeTellsOfOneConnectionAlone() {
        assertThat(exposed.series()).noneMatch(line -> line.matches("postgresql_(queue_size|current)\\b.*"));
    }

    @Test
    void aCallWithAKeyIsLoggedByItsIdsAlone() throws IOException {
        RawKey key = Keys.make(database, 1, "null").getFirst();
        assertThat(call(key, "logged")).isEqualTo(200);

        String log = RUNNING.get("api-gateway").awaitLog("\"logged\"");
        assertThat(log.lines().filter(line -> line.contains("\"logged\"")))
                .singleElement()
                .asString()
                .startsWith("{")
                .contains("\"requestId\":\"logged\"")
                .contains("\"keyId\":\"" + Keys.id(database, key) + "\"")
                .contains("\"tenantId\":\"" + Keys.WORKSPACE + "\"");
        assertThat(RUNNING.values())
                .noneMatch(service -> service.log().contains(key.value().substring("hania_sk_".length())));
    }

    @Test
    void aTraceGoesFromTheCallerThroughTheDecisionToTheUpstream() throws IOException {
        RawKey key = Keys.make(database, 1, "null").getFirst();
        assertThat(call(key, "traced")).isEqualTo(200);

        assertThat(TRACEPARENTS.get("traced"))
                .startsWith("00-" + TRACE + "-")
                .endsWith("-01")
                .doesNotContain(CALLER);
        awaitSpans(hex("traced"));
        assertThat(SPANS.toString()).contains(CALLER, hex("decision"), hex("platform"), hex("traced"));
        assertThat(SPANS.toString()).doesNotContain(hex(key.value()));
    }

    private static int call(RawKey key, String requestId) throws IOException {
        return ServiceProcess.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway + "/api/v1/bots"))
                        .header("Authorization", "Bearer " + key.value())
                        .header("X-Request-Id", requestId)
                        .header("traceparent", "00-" + TRACE + "-" + CALLER + "-01")
                        .build())
                .statusCode();
    }

    private static void awaitSpans(String part) {
        long until = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (SPANS.indexOf(part) < 0 && System.nanoTime() < until) {
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.US_ASCII));
    }

    @ParameterizedTest
    @MethodSource("queries")
    void everySeriesOfAQueryIsThereFromTheStart(Queries.Query query) {
        assertThat(exposed.missing(query.expression())).isEmpty();
    }

    static Stream<Queries.Query> queries() {
        return Queries.all();
    }

    private static void run(Manifests render, String service, Map<String, String> addresses) {
        RUNNING.put(
                service, new Pod(render, render.get("Deployment", service), folder.resolve(service)).start(addresses));
    }

    private static Map<String, String> with(Map<String, String> some, String... more) {
        Map<String, String> all = new HashMap<>(some);
        for (int i = 0; i < more.length; i += 2) {
            all.put(more[i], more[i + 1]);
        }
        return all;
    }

    /** Stands in for the platform, and for the collector of spans. */
    private static HttpServer platform() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            TRACEPARENTS.put(
                    String.valueOf(exchange.getRequestHeaders().getFirst("X-Request-Id")),
                    String.valueOf(exchange.getRequestHeaders().getFirst("traceparent")));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.createContext("/v1/traces", exchange -> {
            SPANS.append(HexFormat.of().formatHex(exchange.getRequestBody().readAllBytes()));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        return server;
    }
}
