package io.hania.access.auth;

import io.hania.access.decision.Caller;
import io.hania.access.decision.Decision;
import io.hania.access.decision.Question;
import io.hania.access.key.KeyHash;
import io.hania.access.key.KeyKind;
import io.hania.access.key.RawKey;
import io.hania.access.link.AuthServices;
import io.hania.access.link.DecisionClient;
import io.hania.access.link.LinkOptions;
import io.hania.access.link.Reply;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Asks over the link, as a gateway does. */
final class LinkProbe implements AutoCloseable {
    private final NioEventLoopGroup group = new NioEventLoopGroup(1);
    private final DecisionClient client;

    LinkProbe(int... ports) {
        List<String> names = java.util.Arrays.stream(ports)
                .mapToObj(port -> "127.0.0.1:" + port)
                .toList();
        client = new DecisionClient(
                group.next(),
                NioSocketChannel.class,
                AuthServices.named(names, Duration.ofSeconds(5)),
                LinkOptions.defaults());
    }

    /** No decision: what the gateway turns into 503. */
    static final class Undecided extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    CompletableFuture<Decision> ask(Question question) {
        CompletableFuture<Decision> answer = new CompletableFuture<>();
        group.next()
                .execute(() -> client.ask(question, new Reply() {
                    @Override
                    public void decided(Decision decision) {
                        answer.complete(decision);
                    }

                    @Override
                    public void undecided() {
                        answer.completeExceptionally(new Undecided());
                    }
                }));
        return answer;
    }

    CompletableFuture<Decision> ask(RawKey key, String method, String path) {
        return ask(question(key, method, path));
    }

    /** Waits for the answer. */
    Decision decide(RawKey key, String method, String path) {
        return decide(question(key, method, path));
    }

    Decision decide(Question question) {
        return ask(question).orTimeout(5, TimeUnit.SECONDS).join();
    }

    static Question question(RawKey key, String method, String path) {
        return new Question(KeyHash.of(key), KeyKind.ACCOUNT, method, path, caller());
    }

    static Caller caller() {
        return new Caller(UUID.randomUUID().toString(), "192.0.2.1", null, null, false);
    }

    /** Waits until the link answers at all. */
    LinkProbe connected() {
        RawKey nobody = new RawKey("nobody");
        long until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (System.nanoTime() - until < 0) {
            try {
                decide(nobody, "GET", "/api/v1/bots");
                return this;
            } catch (RuntimeException notYet) {
                Thread.onSpinWait();
            }
        }
        throw new IllegalStateException("no auth-service on the link");
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
}
