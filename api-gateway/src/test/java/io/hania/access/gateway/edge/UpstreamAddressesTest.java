package io.hania.access.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** An upstream with several addresses. */
class UpstreamAddressesTest {
    @Test
    void newConnectionsGoToEachInTurn() throws Exception {
        try (Backend second = new Backend();
                Backend first = new Backend();
                Rig rig = new Rig(Map.of(
                        "gateway.upstreams.platform",
                        "http://127.0.0.1:" + first.port() + ",http://127.0.0.1:" + second.port()))) {
            first.answers((request, out) -> {
                out.write("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n".getBytes());
            });
            second.answers((request, out) -> {
                out.write("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n".getBytes());
            });
            try (RawClient client = rig.client()) {
                for (int i = 0; i < 6; i++) {
                    client.send("GET /api/v1/bots", Rig.authorized());
                    assertThat(client.read().status()).isEqualTo(204);
                }
            }
            assertThat(first.requests).hasSize(3);
            assertThat(second.requests).hasSize(3);
        }
    }

    @Test
    void oneThatEndsItsConnectionsIsAskedNoMoreForAWhile() throws Exception {
        try (Backend leaving = new Backend();
                Backend other = new Backend();
                Rig rig = new Rig(Map.of(
                        "gateway.event-loops",
                        "1",
                        "gateway.upstreams.platform",
                        "http://127.0.0.1:" + leaving.port() + ",http://127.0.0.1:" + other.port()))) {
            CountDownLatch both = new CountDownLatch(2);
            leaving.answers((request, out) -> together(both, out));
            other.answers((request, out) -> together(both, out));
            CompletableFuture<RawClient.Answer> beside =
                    CompletableFuture.supplyAsync(() -> rig.call("GET /api/v1/bots"));
            assertThat(rig.call("GET /api/v1/bots").status()).isEqualTo(204);
            assertThat(beside.join().status()).isEqualTo(204);

            leaving.answers("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n");
            other.answers("HTTP/1.1 204 No Content\r\n\r\n");
            for (int i = 0; i < 10; i++) {
                assertThat(rig.call("GET /api/v1/bots").status()).isEqualTo(204);
            }
            assertThat(leaving.requests).hasSizeLessThanOrEqualTo(2);
        }
    }

    /** Both backends have a request at once, so the gateway keeps a connection to each. */
    private static void together(CountDownLatch both, OutputStream out) throws IOException {
        both.countDown();
        try {
            both.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        out.write("HTTP/1.1 204 No Content\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void oneThatIsDownIsPassedOver() {
        Backend down = new Backend();
        down.close();
        try (Backend up = new Backend();
                Rig rig = new Rig(Map.of(
                        "gateway.upstreams.platform",
                        "http://127.0.0.1:" + down.port() + ",http://127.0.0.1:" + up.port()))) {
            for (int i = 0; i < 10; i++) {
                assertThat(rig.call("GET /api/v1/bots").status()).isEqualTo(200);
            }
            assertThat(up.requests).hasSize(10);
        }
    }
}
