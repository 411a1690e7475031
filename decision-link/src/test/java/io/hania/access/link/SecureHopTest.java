package io.hania.access.link;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.hania.access.decision.Caller;
import io.hania.access.decision.Decision;
import io.hania.access.decision.Question;
import io.hania.access.decision.Refusal;
import io.hania.access.key.KeyHash;
import io.hania.access.key.KeyKind;
import io.hania.access.key.RawKey;
import io.netty.channel.EventLoop;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslContextBuilder;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.PfxOptions;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The hop over TLS. */
class SecureHopTest {
    private static final Decision NO = new Decision.Refused(new Refusal.NotFound(), null);

    private static final String PASSWORD = "changeit";

    private final Vertx vertx = Vertx.vertx();
    private final NioEventLoopGroup group = new NioEventLoopGroup(1);

    @TempDir
    Path folder;

    @AfterEach
    void close() throws Exception {
        group.shutdownGracefully(0, 1, SECONDS).await(5, SECONDS);
        vertx.close().toCompletionStage().toCompletableFuture().get(5, SECONDS);
    }

    @Test
    void aCertificateOfTheRightNameIsTrusted() throws Exception {
        assertThat(ask("localhost")).contains(NO);
    }

    @Test
    void aCertificateOfAnotherNameIsNot() throws Exception {
        assertThat(ask("127.0.0.1")).isEmpty();
    }

    private Path certificateFor(String name) throws Exception {
        Path store = folder.resolve("store.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "san=dns:" + name,
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD)
                .inheritIO()
                .start();
        assertThat(keytool.waitFor()).isZero();
        return store;
    }

    private static TrustManagerFactory trusting(Path store) throws Exception {
        KeyStore certificates = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            certificates.load(in, PASSWORD.toCharArray());
        }
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("server", certificates.getCertificate("server"));
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        return factory;
    }

    private Optional<Decision> ask(String host) throws Exception {
        Path store = certificateFor("localhost");
        NetServerOptions options = new NetServerOptions()
                .setPort(0)
                .setSsl(true)
                .setKeyCertOptions(new PfxOptions().setPath(store.toString()).setPassword(PASSWORD));
        DecisionServer server = DecisionServer.listen(vertx, options, tick -> tick.forEach(asked -> asked.answer(NO)))
                .toCompletionStage()
                .toCompletableFuture()
                .get(5, SECONDS);
        LinkOptions link = new LinkOptions(
                Duration.ofSeconds(3),
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                16,
                SslContextBuilder.forClient()
                        .trustManager(trusting(store))
                        .endpointIdentificationAlgorithm("HTTPS")
                        .build());
        EventLoop loop = group.next();
        CompletableFuture<Optional<Decision>> outcome = new CompletableFuture<>();
        try (AuthServices services = AuthServices.named(List.of(host + ":" + server.port()), Duration.ofSeconds(5))) {
            DecisionClient client = new DecisionClient(loop, NioSocketChannel.class, services, link);
            Caller caller = new Caller("request", "::1", null, null, false);
            Question question = new Question(KeyHash.of(new RawKey("k")), KeyKind.ACCOUNT, "GET", "/", caller);
            loop.execute(() -> client.ask(question, new Reply() {
                @Override
                public void decided(Decision decision) {
                    outcome.complete(Optional.of(decision));
                }

                @Override
                public void undecided() {
                    outcome.complete(Optional.empty());
                }
            }));
            return outcome.get(8, SECONDS);
        }
    }
}
