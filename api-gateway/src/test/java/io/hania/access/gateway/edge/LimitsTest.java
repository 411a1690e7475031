package io.hania.access.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Bounds on what callers send and how slowly. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LimitsTest {
    /** More than the socket buffers of both sides hold. */
    private static final long MOST_PILED_UP = 64L << 20;

    private final Rig rig = new Rig(Map.of(
            "gateway.limits.head", "2s",
            "gateway.limits.body-idle", "2s",
            "gateway.limits.keep-alive", "2s",
            "gateway.limits.body", "1000",
            "gateway.limits.multipart", "5000",
            "gateway.limits.connections", "200"));

    @AfterAll
    void close() {
        rig.close();
    }

    @Test
    void aTargetOver8KilobytesIs414() {
        RawClient.Answer answer = rig.call("GET /api/v1/" + "x".repeat(8192));
        assertThat(answer.status()).isEqualTo(414);
        assertThat(rig.call("GET /api/v1/" + "x".repeat(8000)).status()).isEqualTo(200);
    }

    @Test
    void headersOver16KilobytesAre431() {
        assertThat(rig.call("GET /api/v1/bots", "X: " + "y".repeat(16384)).status())
                .isEqualTo(431);
        assertThat(rig.call("GET /api/v1/bots", "X: " + "y".repeat(15000)).status())
                .isEqualTo(200);
    }

    @Test
    void aHundredAndOneHeadersAre431() {
        String[] many = new String[101];
        java.util.Arrays.fill(many, "X: y");
        assertThat(rig.call("GET /api/v1/bots", many).status()).isEqualTo(431);
    }

    @Test
    void aBodyThatAnnouncesTooMuchIs413BeforeItIsSent() {
        int before = rig.backend.requests.size();
        assertThat(rig.call("POST /api/v1/bots", "Content-Length: 1001").status())
                .isEqualTo(413);
        assertThat(rig.backend.requests).hasSize(before);
    }

    @Test
    void aChunkedBodyIsCounted() {
        try (RawClient client = rig.client()) {
            client.send("POST /api/v1/bots", Rig.authorized("Transfer-Encoding: chunked"));
            for (int i = 0; i < 3; i++) {
                client.raw("200\r\n" + "x".repeat(512) + "\r\n");
            }
            assertThat(client.read().status()).isEqualTo(413);
            assertThat(client.closed()).isTrue();
        }
    }

    @Test
    void aBodyWithFilesMayBeLarger() {
        try (RawClient client = rig.client()) {
            client.send(
                    "POST /api/v1/knowledge",
                    Rig.authorized("Content-Type: multipart/form-data; boundary=x", "Content-Length: 4000"));
            client.raw("x".repeat(4000));
            assertThat(client.read().status()).isEqualTo(200);
        }
    }

    @Test
    void aHeadThatTricklesIs408() {
        try (RawClient client = rig.client()) {
            client.raw("GET /api/v1/bots HTTP/1.1\r\nHost: g\r\nX");
            RawClient.Answer answer = client.read();
            assertThat(answer.status()).isEqualTo(408);
            assertThat(client.closed()).isTrue();
        }
    }

    @Test
    void aBodyThatPausesIs408() {
        try (RawClient client = rig.client()) {
            client.send("POST /api/v1/bots", Rig.authorized("Content-Length: 100"));
            client.raw("x");
            assertThat(client.read().status()).isEqualTo(408);
            assertThat(client.closed()).isTrue();
        }
    }

    @Test
    void anIdleConnectionIsClosed() {
        try (RawClient client = rig.client()) {
            client.send("GET /api/v1/bots", Rig.authorized());
            assertThat(client.read().status()).isEqualTo(200);
            assertThat(client.closed()).isTrue();
        }
    }

    @Test
    void aCallerThatTakesNoAnswersIsNotReadAnyFurther() throws Exception {
        byte[] calls = "GET /nothing HTTP/1.1\r\nHost: g\r\n\r\n".repeat(2000).getBytes(StandardCharsets.US_ASCII);
        try (Rig patient = new Rig();
                SocketChannel caller = SocketChannel.open(
                        new InetSocketAddress("127.0.0.1", patient.server().port()))) {
            caller.configureBlocking(false);
            ByteBuffer next = ByteBuffer.wrap(calls);
            long sent = 0;
            long progress = System.nanoTime();
            while (System.nanoTime() - progress < 1_000_000_000L && sent < MOST_PILED_UP) {
                if (!next.hasRemaining()) {
                    next.rewind();
                }
                int written = caller.write(next);
                sent += written;
                progress = written > 0 ? System.nanoTime() : progress;
            }
            assertThat(sent).isLessThan(MOST_PILED_UP);
        }
    }

    @Test
    void connectionsBeyondTheBoundAreClosedAtOnce() {
        List<RawClient> open = new ArrayList<>();
        try (Rig few = new Rig(Map.of("gateway.limits.connections", "3"))) {
            for (int i = 0; i < 3; i++) {
                open.add(few.client());
                open.getLast().send("GET /api/v1/bots", Rig.authorized());
                assertThat(open.getLast().read().status()).isEqualTo(200);
            }
            try (RawClient fourth = few.client()) {
                assertThat(fourth.closed()).isTrue();
            }
        } finally {
            open.forEach(RawClient::close);
        }
    }
}
