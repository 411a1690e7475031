package io.hania.access.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.hania.access.e2e.Api;
import io.hania.access.e2e.Await;
import io.hania.access.e2e.FreshKeys;
import io.hania.access.e2e.HaniaSystem;
import io.hania.access.e2e.RawSocket;
import io.hania.access.e2e.RedisLine;
import io.hania.access.key.KeyFormat;
import io.hania.access.key.KeyKind;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Callers who want to use the system up. Good callers must hardly notice. */
class AbuseTest {
    private static final int CALLS = 300;
    private static final Duration NOISE = Duration.ofMillis(50);
    private static final int FLOOD = 5000;
    private static final int FLOOD_CONNECTIONS = 10;
    private static final int MOST_READS = 64;
    private static final int COLD = 1000;

    private final HaniaSystem system = HaniaSystem.shared();
    private final String key = system.fact("API_KEY");

    @Test
    void slowHeadersAndBodiesHoldNobodyUpAndAre408() {
        p99();
        Duration before = p99();
        List<RawSocket> heads = new ArrayList<>();
        List<RawSocket> bodies = new ArrayList<>();
        for (Door door : Door.values()) {
            for (int i = 0; i < 50; i++) {
                heads.add(door.open().send("GET /api/v1/bots HTTP/1.1\r\nHo"));
            }
        }
        for (int i = 0; i < 50; i++) {
            bodies.add(Door.GATEWAY
                    .open()
                    .send("POST /api/v1/bots HTTP/1.1\r\nHost: h\r\n" + Door.GATEWAY.credential()
                            + "Content-Length: 100\r\n\r\n{"));
        }
        assertThat(p99()).isLessThan(before.multipliedBy(2).plus(NOISE));
        assertEach408(heads);
        assertEach408(bodies);
    }

    private static void assertEach408(List<RawSocket> sockets) {
        for (RawSocket socket : sockets) {
            try (socket) {
                Answers answers = Answers.read(socket.patience(15_000));
                assertThat(answers.statuses()).containsExactly(408);
                assertThat(answers.ended()).isTrue();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Door.class,
            names = {"GATEWAY", "DASHBOARD", "WIDGET_SERVICE"})
    void tooLargeABodyIs413BeforeItIsRead(Door door) {
        String path = door == Door.DASHBOARD ? "/sign-in" : "/api/v1/bots";
        Answers answers = Answers.to(
                door,
                "POST " + path + " HTTP/1.1\r\nHost: h\r\n" + door.credential() + "Content-Length: 99999999\r\n\r\n");
        assertThat(answers.statuses()).containsExactly(413);
    }

    @Test
    void anUpstreamThatHangsIs504AndOtherRoutesAreUnharmed() throws IOException {
        try (StubUpstream hanging = new StubUpstream();
                HaniaSystem.Extra gateway = system.gateway(
                        Map.of("gateway.upstreams.platform", hanging.address(), "gateway.upstream.timeout", "4s"));
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<HttpResponse<String>>> stuck = IntStream.range(0, 50)
                    .mapToObj(_ -> callers.submit(() -> gateway.api().get(Api.BOTS, key)))
                    .toList();
            Await.until(
                    "the upstream hangs",
                    Duration.ofSeconds(5),
                    () -> hanging.heads().size() == stuck.size());
            long start = System.nanoTime();
            assertThat(gateway.api().get("/widget.js", "").statusCode()).isEqualTo(200);
            assertThat(gateway.api()
                            .get("/api/v1/widgets/keys?bot_id=none", key)
                            .statusCode())
                    .isEqualTo(404);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
            assertThat(stuck).allSatisfy(call -> {
                assertThat(call.get().statusCode()).isEqualTo(504);
                assertThat(call.get().body()).contains("upstream_timeout");
            });
        }
    }

    @Test
    void aFloodOfRandomWellFormedKeysIsRefusedWithCappedReadsOfPostgres() throws Exception {
        assertThat(system.api().status(key)).isEqualTo(200);
        List<Answers> answers = new ArrayList<>();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Answers>> flood = IntStream.range(0, FLOOD_CONNECTIONS)
                    .mapToObj(_ -> callers.submit(() -> Answers.to(Door.GATEWAY, unknownKeys())))
                    .toList();
            while (!flood.stream().allMatch(Future::isDone)) {
                assertThat(system.api().status(key)).as("a good caller").isEqualTo(200);
                assertThat(metric("auth_postgres_reads")).isLessThanOrEqualTo(MOST_READS);
            }
            for (Future<Answers> each : flood) {
                answers.add(each.get());
            }
        }
        List<Integer> statuses =
                answers.stream().flatMap(each -> each.statuses().stream()).toList();
        assertThat(statuses).hasSize(FLOOD).allMatch(status -> status == 401 || status == 503);
    }

    @Test
    void aThousandCallsWithOneColdKeyAreFewReadsOfPostgres() throws Exception {
        double before = metric("auth_postgres_queries_total");
        try (FreshKeys cold = new FreshKeys(system, 1);
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            String call = "GET /api/v1/bots HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer " + cold.next() + "\r\n";
            String calls = (call + "\r\n").repeat(COLD / FLOOD_CONNECTIONS - 1) + call + "Connection: close\r\n\r\n";
            List<Future<Answers>> all = IntStream.range(0, FLOOD_CONNECTIONS)
                    .mapToObj(_ -> callers.submit(() -> Answers.to(Door.GATEWAY, calls)))
                    .toList();
            for (Future<Answers> each : all) {
                assertThat(each.get().statuses())
                        .hasSize(COLD / FLOOD_CONNECTIONS)
                        .containsOnly(200);
            }
        }
        assertThat(metric("auth_postgres_queries_total") - before).isBetween(1.0, 20.0);
    }

    @Test
    void aFlushOfRedisUnderLoadMeansOnly200And503() throws Exception {
        Callable<Integer> call = () -> system.api().status(key);
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 0; round < 20; round++) {
                List<Future<Integer>> calls = IntStream.range(0, 20)
                        .mapToObj(_ -> callers.submit(call))
                        .toList();
                RedisLine.send(system.local().ports().redis(), "FLUSHALL");
                for (Future<Integer> each : calls) {
                    assertThat(each.get()).isIn(200, 503);
                }
            }
        }
        assertThat(call.call()).isEqualTo(200);
    }

    private static String unknownKeys() {
        KeyFormat format = new KeyFormat("hania");
        StringBuilder calls = new StringBuilder();
        for (int i = 1; i <= FLOOD / FLOOD_CONNECTIONS; i++) {
            calls.append("GET /api/v1/bots HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer ")
                    .append(format.generate(KeyKind.ACCOUNT).value())
                    .append(i == FLOOD / FLOOD_CONNECTIONS ? "\r\nConnection: close" : "")
                    .append("\r\n\r\n");
        }
        return calls.toString();
    }

    private double metric(String name) {
        Api management = new Api("http://localhost:" + system.local().ports().management(1));
        return management
                .get("/q/metrics", "")
                .body()
                .lines()
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .findFirst()
                .orElseThrow();
    }

    private Duration p99() {
        long[] nanos = new long[CALLS];
        for (int i = 0; i < CALLS; i++) {
            long start = System.nanoTime();
            assertThat(system.api().status(key)).isEqualTo(200);
            nanos[i] = System.nanoTime() - start;
        }
        Arrays.sort(nanos);
        return Duration.ofNanos(nanos[CALLS * 99 / 100]);
    }
}
