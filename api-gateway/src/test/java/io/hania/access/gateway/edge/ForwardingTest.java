package io.hania.access.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an allowed call looks like to the upstream, and its answer to the caller. */
class ForwardingTest {
    private final Rig rig = new Rig();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void anAllowedCallReachesTheUpstreamWithTheTokenInsteadOfTheKey() {
        RawClient.Answer answer = rig.call("GET /api/v1/bots?page=2&x=%20y");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{}");
        assertThat(answer.header("X-Own")).hasValue("yes");
        Backend.Request seen = rig.backend.last();
        assertThat(seen.line()).isEqualTo("GET /api/v1/bots?page=2&x=%20y HTTP/1.1");
        assertThat(seen.header("Authorization")).hasValue("Bearer " + Rig.TOKEN);
        assertThat(seen.head()).doesNotContain(Rig.KEY.value());
        assertThat(seen.header("Host")).hasValue("127.0.0.1:" + rig.backend.port());
    }

    @Test
    void callsOnOneConnectionShareConnectionsToTheUpstream() {
        try (RawClient client = rig.client()) {
            for (int i = 0; i < 20; i++) {
                client.send("GET /api/v1/bots", Rig.authorized());
                assertThat(client.read().status()).isEqualTo(200);
            }
        }
        assertThat(rig.backend.connections).hasValue(1);
    }

    @Test
    void pipelinedCallsAreAnsweredInOrder() {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < 10; i++) {
            all.append("GET /api/v1/bots/")
                    .append(i)
                    .append(" HTTP/1.1\r\nHost: g\r\nAuthorization: Bearer ")
                    .append(Rig.KEY.value())
                    .append("\r\n\r\n");
        }
        rig.backend.answers((request, out) -> {
            String path = request.line().split(" ")[1];
            out.write(("HTTP/1.1 200 OK\r\nContent-Length: " + path.length() + "\r\n\r\n" + path)
                    .getBytes(StandardCharsets.ISO_8859_1));
        });
        try (RawClient client = rig.client()) {
            client.raw(all.toString());
            for (int i = 0; i < 10; i++) {
                assertThat(client.read().body()).isEqualTo("/api/v1/bots/" + i);
            }
        }
    }

    @Test
    void aBodyPassesWithItsLength() {
        try (RawClient client = rig.client()) {
            client.send("POST /api/v1/bots", Rig.authorized("Content-Length: 11", "Content-Type: application/json"));
            client.raw("{\"a\":");
            client.raw("\"bcd\"}");
            assertThat(client.read().status()).isEqualTo(200);
        }
        assertThat(rig.backend.last().body()).isEqualTo("{\"a\":\"bcd\"}");
        assertThat(rig.backend.last().header("Content-Length")).hasValue("11");
    }

    @Test
    void aChunkedBodyPassesWithoutExtensionsAndTrailers() {
        try (RawClient client = rig.client()) {
            client.send("POST /api/v1/bots", Rig.authorized("Transfer-Encoding: chunked", "Trailer: X-Hania-Tenant"));
            client.raw("3;name=value\r\nabc\r\n");
            client.raw("2\r\nde\r\n0\r\nX-Hania-Tenant: other\r\nAuthorization: Bearer x\r\n\r\n");
            assertThat(client.read().status()).isEqualTo(200);
            client.send("GET /api/v1/bots", Rig.authorized());
            assertThat(client.read().status()).isEqualTo(200);
        }
        assertThat(rig.backend.requests.getFirst().body()).isEqualTo("abcde");
        assertThat(rig.backend.requests).hasSize(2);
    }

    @Test
    void fiftyMegabytesPassInBothDirections() {
        byte[] piece = new byte[1 << 20];
        java.util.Arrays.fill(piece, (byte) 'x');
        try (Rig large = new Rig(java.util.Map.of("gateway.limits.body", "60000000"))) {
            large.backend.answers((request, out) -> {
                out.write(
                        ("HTTP/1.1 200 OK\r\nContent-Length: " + request.body().length() + "\r\n\r\n")
                                .getBytes(StandardCharsets.ISO_8859_1));
                out.write(request.body().getBytes(StandardCharsets.ISO_8859_1));
            });
            try (RawClient client = large.client()) {
                client.send("POST /api/v1/knowledge", Rig.authorized("Content-Length: " + 50 * piece.length));
                for (int i = 0; i < 50; i++) {
                    client.raw(piece);
                }
                assertThat(client.read().body()).hasSize(50 * piece.length);
            }
        }
    }

    @Test
    void continueIsSentOnlyWhenTheCallIsAllowed() {
        try (RawClient client = rig.client()) {
            client.send("POST /api/v1/bots", Rig.authorized("Content-Length: 2", "Expect: 100-continue"));
            assertThat(client.read().status()).isEqualTo(100);
            client.raw("{}");
            assertThat(client.read().status()).isEqualTo(200);
            client.send("POST /api/v1/bots", "Content-Length: 2", "Expect: 100-continue");
            assertThat(client.read().status()).isEqualTo(401);
        }
        assertThat(rig.backend.last().header("Expect")).isEmpty();
        assertThat(rig.backend.requests).hasSize(1);
    }

    @Test
    void eventsPassAsTheyCome() throws Exception {
        CountDownLatch next = new CountDownLatch(1);
        rig.backend.answers((request, out) -> {
            out.write(
                    "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n9\r\ndata: 1\n\n\r\n"
                            .getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            await(next);
            out.write("9\r\ndata: 2\n\n\r\n0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
        });
        try (RawClient client = rig.client()) {
            client.send("POST /api/v1/chat/send-stream", Rig.authorized("Content-Length: 0"));
            assertThat(client.readHead().status()).isEqualTo(200);
            assertThat(client.readChunk()).isEqualTo("data: 1\n\n");
            next.countDown();
            assertThat(client.readChunk()).isEqualTo("data: 2\n\n");
            assertThat(client.readChunk()).isEmpty();
        }
    }

    @Test
    void aCallersAbortReachesTheUpstream() {
        rig.backend.answers((request, out) -> {
            out.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            while (true) {
                out.write("1\r\nx\r\n".getBytes(StandardCharsets.ISO_8859_1));
                out.flush();
                Thread.yield();
            }
        });
        try (RawClient client = rig.client()) {
            client.send("GET /api/v1/bots", Rig.authorized());
            client.readHead();
            client.readChunk();
        }
        Wait.until(() -> rig.backend.aborted.get() == 1);
    }

    @Test
    void anAnswerUntilCloseIsGivenInChunks() {
        rig.backend.answers((request, out) -> {
            out.write("HTTP/1.0 200 OK\r\n\r\nall of it".getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            throw new java.io.IOException("close");
        });
        RawClient.Answer answer = rig.call("GET /api/v1/bots");
        assertThat(answer.header("Transfer-Encoding")).hasValue("chunked");
        assertThat(answer.body()).isEqualTo("all of it");
    }

    @Test
    void headIsAnsweredWithoutABody() {
        rig.backend.answers("HTTP/1.1 200 OK\r\nContent-Length: 1234\r\n\r\n");
        try (RawClient client = rig.client()) {
            client.send("HEAD /api/v1/bots", Rig.authorized());
            RawClient.Answer answer = client.readHead();
            assertThat(answer.header("Content-Length")).hasValue("1234");
            rig.backend.answersWith();
            client.send("GET /api/v1/bots", Rig.authorized());
            assertThat(client.read().body()).isEqualTo("{}");
        }
    }

    @Test
    void aStaleConnectionIsReplacedWithoutTheCallerNoticing() {
        assertThat(rig.call("GET /api/v1/bots").status()).isEqualTo(200);
        rig.backend.answers((request, out) -> {
            if (rig.backend.connections.get() == 1) {
                throw new java.io.IOException("close without an answer");
            }
            out.write("HTTP/1.1 204 No Content\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
        });
        for (int i = 0; i < 4; i++) {
            assertThat(rig.call("GET /api/v1/bots").status()).isEqualTo(204);
        }
    }

    @Test
    void aRedirectIsPassedOnAsItIs() {
        rig.backend.answers("HTTP/1.1 302 Found\r\nLocation: http://elsewhere/\r\nContent-Length: 0\r\n\r\n");
        RawClient.Answer answer = rig.call("GET /api/v1/bots");
        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.header("Location")).hasValue("http://elsewhere/");
        assertThat(rig.backend.requests).hasSize(1);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(5, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
