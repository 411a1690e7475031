package io.hania.access.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PfxOptions;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The gate before a real Vert.x server, found by Netty as in a service. */
class GateExtensionTest {
    private static final String PASSWORD = "changeit";
    private static final AtomicInteger SEEN = new AtomicInteger();

    @TempDir
    static Path folder;

    private static Vertx vertx;

    /** How the server is reached. */
    enum Port {
        PLAIN,
        TLS;

        private HttpServer server;
        private SocketFactory sockets;

        void listen(HttpServerOptions options, SocketFactory factory) {
            sockets = factory;
            server = GateExtensionTest.listen(options);
        }

        String talk(String bytes) throws IOException {
            return GateExtensionTest.talk(sockets, server, bytes);
        }
    }

    @BeforeAll
    static void open() throws Exception {
        GateExtension.install();
        vertx = Vertx.vertx();
        Path store = keyStore();
        Port.PLAIN.listen(new HttpServerOptions().setHttp2ClearTextEnabled(false), SocketFactory.getDefault());
        Port.TLS.listen(
                new HttpServerOptions()
                        .setSsl(true)
                        .setKeyCertOptions(
                                new PfxOptions().setPath(store.toString()).setPassword(PASSWORD)),
                trusting(store));
    }

    @AfterAll
    static void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @ParameterizedTest
    @EnumSource
    void refusesBeforeTheServerSeesAnything(Port port) throws IOException {
        int before = SEEN.get();
        String answer = port.talk(
                "POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
                        + "GET /hidden HTTP/1.1\r\nHost: h\r\n\r\n");
        assertThat(answer)
                .startsWith("HTTP/1.1 400 ")
                .contains("invalid_request")
                .containsOnlyOnce("HTTP/1.1");
        assertThat(SEEN.get()).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource
    void answersGoodRequestsAndThenABadOneInOrder(Port port) throws IOException {
        String answer = port.talk(
                "POST /one HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\nhiGET /two HTTP/1.1\r\nHost: h\r\n\r\n"
                        + "GET //three HTTP/1.1\r\nHost: h\r\n\r\n");
        assertThat(answer)
                .containsSubsequence("200 OK", "/one hi", "200 OK", "/two ", "400 Bad Request", "invalid_request")
                .doesNotContain("three");
    }

    @ParameterizedTest
    @EnumSource
    void answersARequestOnceWhoseHeadWasAnsweredBeforeItsBodyTurnedOutBad(Port port) throws IOException {
        assertThat(port.talk(
                        "POST /early HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nx\r\n"))
                .containsOnlyOnce("HTTP/1.1");
    }

    @ParameterizedTest
    @EnumSource
    void namesTheCall(Port port) throws IOException {
        assertThat(port.talk("GET /a HTTP/1.1\r\nHost: h\r\nX-Request-Id: mine\r\nConnection: close\r\n\r\n")
                        .toLowerCase(Locale.ROOT))
                .contains("x-request-id: mine");
    }

    /** The gate reads one protocol, so it doesn't stand before a server of two. */
    @Test
    void answersNothingWhereTheGateIsMissing() throws IOException {
        int before = SEEN.get();
        String answer = talk(
                SocketFactory.getDefault(),
                listen(new HttpServerOptions()),
                "GET /a HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 500 ");
        assertThat(SEEN.get()).isEqualTo(before);
    }

    private static HttpServer listen(HttpServerOptions options) {
        return vertx.createHttpServer(options)
                .requestHandler(router())
                .listen(0)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    private static String talk(SocketFactory sockets, HttpServer server, String bytes) throws IOException {
        try (Socket socket = sockets.createSocket("localhost", server.actualPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    private static Router router() {
        Router router = Router.router(vertx);
        router.route().order(Integer.MIN_VALUE).handler(new EdgeRoute(true));
        router.route("/early").handler(context -> context.end("answered by its head"));
        router.route().handler(context -> {
            SEEN.incrementAndGet();
            context.request()
                    .body()
                    .onSuccess(body -> context.end(context.request().uri() + " " + body));
        });
        return router;
    }

    private static Path keyStore() throws Exception {
        Path store = folder.resolve("server.p12");
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        Process process = new ProcessBuilder(
                        (keytool + " -genkeypair -alias server -keyalg EC -dname CN=localhost -ext san=dns:localhost"
                                        + " -storetype PKCS12 -storepass " + PASSWORD + " -keystore " + store)
                                .split(" "))
                .redirectErrorStream(true)
                .start();
        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isNotNull();
        assertThat(process.waitFor()).isZero();
        return store;
    }

    private static SocketFactory trusting(Path store) throws Exception {
        KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(keys);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, trust.getTrustManagers(), null);
        return tls.getSocketFactory();
    }
}
