package io.hania.access.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What happens when the others fail. */
class FaultsTest {
    private static final Duration A_SECOND = Duration.ofSeconds(1);
    private static final Map<String, String> BUDGET = Map.of("gateway.link.budget", "250ms");

    /** The fastest of a few, since the machine may be busy with other things. */
    private static RawClient.Answer withinASecond(Rig rig) {
        Duration took = A_SECOND;
        RawClient.Answer answer = rig.call("GET /api/v1/bots");
        for (int i = 0; i < 5 && took.compareTo(A_SECOND) >= 0; i++) {
            long start = System.nanoTime();
            answer = rig.call("GET /api/v1/bots");
            took = Duration.ofNanos(System.nanoTime() - start);
        }
        assertThat(took).isLessThan(A_SECOND);
        return answer;
    }

    private static void isUndecided(Rig rig, RawClient.Answer answer) {
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.says("auth_unavailable")).isTrue();
        assertThat(answer.header("Retry-After")).isPresent();
        assertThat(rig.backend.requests).isEmpty();
    }

    @Test
    void anAuthServiceThatIsKilledMeans503WithinASecond() {
        try (Rig rig = new Rig(BUDGET)) {
            rig.killAuth();
            isUndecided(rig, withinASecond(rig));
        }
    }

    @Test
    void anAuthServiceThatNeverAnswersMeans503WithinASecond() {
        try (Rig rig = new Rig(BUDGET)) {
            rig.decide(_ -> null);
            isUndecided(rig, withinASecond(rig));
        }
    }

    @Test
    void anAuthServiceThatAnswersNonsenseMeans503WithinASecond() throws Exception {
        try (ServerSocket nonsense = new ServerSocket(0)) {
            Thread.ofVirtual().start(() -> {
                try {
                    while (true) {
                        var socket = nonsense.accept();
                        socket.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes());
                    }
                } catch (IOException closed) {
                    assertThat(closed).isNotNull();
                }
            });
            try (Rig rig = new Rig()) {
                try (Rig lost = new LostRig(nonsense.getLocalPort()).rig()) {
                    isUndecided(lost, withinASecond(lost));
                }
                assertThat(rig.call("GET /api/v1/bots").status()).isEqualTo(200);
            }
        }
    }

    /** A gateway that can't reach any auth-service. */
    private record LostRig(int authPort) {
        Rig rig() {
            return new Rig(Map.of("gateway.auth-services", "127.0.0.1:" + authPort, "gateway.link.budget", "250ms"));
        }
    }

    @Test
    void anUpstreamThatIsDownMeans502() {
        try (Rig rig = new Rig()) {
            rig.backend.close();
            RawClient.Answer answer = withinASecond(rig);
            assertThat(answer.status()).isEqualTo(502);
            assertThat(answer.says("upstream_unavailable")).isTrue();
        }
    }

    @Test
    void anUpstreamThatHangsMeans504AndLeavesOthersUnharmed() {
        CountDownLatch never = new CountDownLatch(1);
        try (Rig rig = new Rig(Map.of("gateway.upstream.timeout", "300ms"))) {
            rig.backend.answers((request, out) -> {
                if (request.line().contains("hang")) {
                    wait(never);
                }
                out.write("HTTP/1.1 204 No Content\r\n\r\n".getBytes());
            });
            CompletableFuture<RawClient.Answer> hanging =
                    CompletableFuture.supplyAsync(() -> rig.call("GET /api/v1/hang"));
            assertThat(rig.call("GET /api/v1/bots").status()).isEqualTo(204);
            RawClient.Answer answer = hanging.join();
            assertThat(answer.status()).isEqualTo(504);
            never.countDown();
        }
    }

    @Test
    void anUpstreamCutOffInTheMiddleCutsOffTheCaller() {
        try (Rig rig = new Rig()) {
            rig.backend.answers((request, out) -> {
                out.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n".getBytes());
                out.flush();
                throw new IOException("cut");
            });
            try (RawClient client = rig.client()) {
                client.send("GET /api/v1/bots", Rig.authorized());
                assertThat(client.readHead().status()).isEqualTo(200);
                assertThat(client.rest()).doesNotContain("0\r\n\r\n");
            }
        }
    }

    @Test
    void anAnswerUntilCloseThatIsResetIsNotTakenForAWholeOne() {
        try (Rig rig = new Rig()) {
            rig.backend.answers((request, out) -> {
                out.write("HTTP/1.1 200 OK\r\n\r\nhalf".getBytes());
                out.flush();
                rig.backend.resetConnections();
            });
            try (RawClient client = rig.client()) {
                client.send("GET /api/v1/bots", Rig.authorized());
                assertThat(client.rest()).doesNotEndWith("0\r\n\r\n");
            }
        }
    }

    @Test
    void aCallThatMightHaveHadAnEffectIsNotRepeated() {
        try (Rig rig = new Rig()) {
            assertThat(rig.call("GET /api/v1/bots").status()).isEqualTo(200);
            rig.backend.answers((request, out) -> {
                throw new IOException("close without an answer");
            });
            try (RawClient client = rig.client()) {
                client.send("POST /api/v1/bots", Rig.authorized("Content-Length: 2"));
                client.raw("{}");
                assertThat(client.read().status()).isEqualTo(502);
            }
            assertThat(rig.backend.requests.stream().filter(seen -> seen.line().startsWith("POST")))
                    .hasSize(1);
        }
    }

    @Test
    void leavingAnswersWhoeverCallsOnAConnectionThatWasIdle() {
        try (Rig rig = new Rig();
                RawClient idle = rig.client()) {
            idle.send("GET /api/v1/bots", Rig.authorized());
            assertThat(idle.read().header("Connection")).isEmpty();

            rig.server().beginToLeave();
            try (RawClient late = rig.client()) {
                late.send("GET /api/v1/bots", Rig.authorized());
                assertThat(late.read().header("Connection")).hasValue("close");
            }
            idle.send("GET /api/v1/bots", Rig.authorized());

            RawClient.Answer answer = idle.read();
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("Connection")).hasValue("close");
        }
    }

    @Test
    void stoppingLetsRunningCallsEnd() {
        CountDownLatch go = new CountDownLatch(1);
        Rig rig = new Rig();
        rig.backend.answers((request, out) -> {
            wait(go);
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}".getBytes());
        });
        try (RawClient client = rig.client();
                RawClient idle = rig.client();
                RawClient idleOnTheSameLoop = rig.client()) {
            client.send("GET /api/v1/bots", Rig.authorized());
            Wait.until(() -> rig.backend.requests.size() == 1);
            CompletableFuture<Void> stopped =
                    CompletableFuture.runAsync(() -> rig.server().stop(Duration.ofSeconds(8)));
            assertThat(idle.closed()).isTrue();
            assertThat(idleOnTheSameLoop.closed()).isTrue();
            go.countDown();
            RawClient.Answer answer = client.read();
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("Connection")).hasValue("close");
            stopped.join();
        }
        rig.backend.close();
    }

    private static void wait(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
