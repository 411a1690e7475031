package io.hania.access.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The gate before a real Vert.x server, found by Netty as in a service. */
class GateExtensionTest {
    private static final AtomicInteger SEEN = new AtomicInteger();
    private static Vertx vertx;
    private static HttpServer server;

    @BeforeAll
    static void listen() {
        System.setProperty(GateExtension.LOADED, "serviceload");
        vertx = Vertx.vertx();
        Router router = Router.router(vertx);
        router.route().order(Integer.MIN_VALUE).handler(new EdgeRoute());
        router.route().handler(context -> {
            SEEN.incrementAndGet();
            context.request()
                    .body()
                    .onSuccess(body -> context.end(context.request().uri() + " " + body));
        });
        server = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        System.setProperty(GateExtension.PORTS, Integer.toString(server.actualPort()));
    }

    @AfterAll
    static void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void refusesBeforeTheServerSeesAnything() throws IOException {
        int before = SEEN.get();
        String answer =
                talk("POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
                        + "GET /hidden HTTP/1.1\r\nHost: h\r\n\r\n");
        assertThat(answer)
                .startsWith("HTTP/1.1 400 ")
                .contains("invalid_request")
                .containsOnlyOnce("HTTP/1.1");
        assertThat(SEEN.get()).isEqualTo(before);
    }

    @Test
    void answersGoodRequestsAndThenABadOneInOrder() throws IOException {
        String answer =
                talk("POST /one HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\nhiGET /two HTTP/1.1\r\nHost: h\r\n\r\n"
                        + "GET //three HTTP/1.1\r\nHost: h\r\n\r\n");
        assertThat(answer)
                .containsSubsequence("200 OK", "/one hi", "200 OK", "/two ", "400 Bad Request")
                .doesNotContain("three");
    }

    @Test
    void namesTheCall() throws IOException {
        assertThat(talk("GET /a HTTP/1.1\r\nHost: h\r\nX-Request-Id: mine\r\nConnection: close\r\n\r\n")
                        .toLowerCase(java.util.Locale.ROOT))
                .contains("x-request-id: mine");
    }

    private static String talk(String bytes) throws IOException {
        try (Socket socket = new Socket("localhost", server.actualPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
