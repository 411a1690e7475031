package io.hania.access.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
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
