package io.hania.access.gateway.edge;

import io.hania.access.catalog.Catalog;
import io.hania.access.decision.Decision;
import io.hania.access.decision.Question;
import io.hania.access.decision.Quota;
import io.hania.access.decision.Refusal;
import io.hania.access.gateway.GatewayConfig;
import io.hania.access.gateway.observation.Tracing;
import io.hania.access.gateway.reference.Pages;
import io.hania.access.key.KeyFormat;
import io.hania.access.key.KeyHash;
import io.hania.access.key.KeyId;
import io.hania.access.key.KeyKind;
import io.hania.access.key.RawKey;
import io.hania.access.link.Asked;
import io.hania.access.link.DecisionServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** A gateway with a real upstream behind it, and an auth-service whose answers the test decides. */
final class Rig implements AutoCloseable {
    static final KeyFormat KEYS = new KeyFormat("hania");
    static final RawKey KEY = KEYS.generate(KeyKind.ACCOUNT);
    static final RawKey WIDGET_KEY = KEYS.generate(KeyKind.WIDGET);
    static final String TOKEN = "head.claims.signature";
    static final Quota QUOTA = new Quota(1000, 999, 12, 3600);

    final Backend backend;
    final List<Question> questions = new CopyOnWriteArrayList<>();
    private final Vertx vertx = Vertx.vertx();
    private final Gateways gateway;
    private DecisionServer auth;
    private volatile Function<Question, Decision> decider = Rig::usual;

    Rig() {
        this(Map.of());
    }

    Rig(Map<String, String> settings) {
        backend = new Backend();
        auth = await(DecisionServer.listen(vertx, 0, this::decide));
        Map<String, String> all = new HashMap<>(Map.of(
                "gateway.port", "0",
                "gateway.host", "127.0.0.1",
                "gateway.event-loops", "2",
                "gateway.drain", "2s",
                "gateway.link.budget", "3s",
                "gateway.auth-services", "127.0.0.1:" + auth.port(),
                "gateway.upstreams.platform", "http://127.0.0.1:" + backend.port(),
                "gateway.upstreams.widget-service", "http://127.0.0.1:" + backend.port()));
        all.putAll(settings);
        GatewayConfig config = new SmallRyeConfigBuilder()
                .withConverter(Duration.class, 200, new DurationConverter())
                .withMapping(GatewayConfig.class)
                .withSources(new PropertiesConfigSource(all, "test", 100))
                .build()
                .getConfigMapping(GatewayConfig.class);
        gateway = new Gateways(
                config, KEYS, Pages.of(Catalog.builtin(), "hania"), new SimpleMeterRegistry(), Tracing.OFF);
        gateway.server().listen();
        awaitLinks(settings.containsKey("gateway.auth-services") ? 0 : 1);
    }

    GatewayServer server() {
        return gateway.server();
    }

    int authPort() {
        return auth.port();
    }

    void awaitLinks(int links) {
        Wait.until(() -> gateway.server().linksUp() == links);
    }

    /** From now on questions are answered so; a null stays unanswered. */
    void decide(Function<Question, Decision> answers) {
        decider = answers;
    }

    void killAuth() {
        await(auth.close());
    }

    RawClient client() {
        return new RawClient(gateway.server().port());
    }

    /** One call with the good key on a connection of its own. */
    RawClient.Answer call(String requestLine, String... headers) {
        try (RawClient client = client()) {
            client.send(requestLine, authorized(headers));
            return client.read();
        }
    }

    static String[] authorized(String... headers) {
        String[] all = new String[headers.length + 1];
        System.arraycopy(headers, 0, all, 1, headers.length);
        all[0] = "Authorization: Bearer " + KEY.value();
        return all;
    }

    static Decision allowed() {
        return new Decision.Allowed(new KeyId(new UUID(1, 2)), "platform", TOKEN, QUOTA, null);
    }

    static Decision refused(Refusal refusal) {
        return new Decision.Refused(refusal, null);
    }

    private static Decision usual(Question question) {
        RawKey good = question.place() == KeyKind.ACCOUNT ? KEY : WIDGET_KEY;
        return question.key().equals(KeyHash.of(good)) ? allowed() : refused(new Refusal.Unauthorized());
    }

    private void decide(List<Asked> tick) {
        for (Asked asked : tick) {
            questions.add(asked.question());
            Decision decision = decider.apply(asked.question());
            if (decision != null) {
                asked.answer(decision);
            }
        }
    }

    private static <T> T await(io.vertx.core.Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(5, TimeUnit.SECONDS)
                .join();
    }

    @Override
    public void close() {
        gateway.close();
        backend.close();
        vertx.close()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(5, TimeUnit.SECONDS)
                .join();
    }

    /** The time after which a test stops waiting. */
    static final Duration PATIENCE = Duration.ofSeconds(10);
}
