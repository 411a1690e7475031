package io.hania.access.bench.link;

import io.hania.access.decision.Decision;
import io.hania.access.link.AuthServices;
import io.hania.access.link.DecisionClient;
import io.hania.access.link.DecisionServer;
import io.hania.access.link.LinkOptions;
import io.hania.access.link.Reply;
import io.netty.channel.EventLoop;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollSocketChannel;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The product's own decision link. */
public final class LinkHop implements Hop {
    /** Budgets fail calls on a busy machine; here they would fail the measurement. */
    private static final LinkOptions PATIENT =
            new LinkOptions(Duration.ofSeconds(10), Duration.ofSeconds(5), Duration.ofSeconds(10), 4096, null);

    private final Vertx vertx =
            Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setPreferNativeTransport(true));
    private final EpollEventLoopGroup group = new EpollEventLoopGroup(1);
    private final EventLoop loop = group.next();
    private final AuthServices services;
    private final DecisionClient client;

    /** Starts both ends and waits until they are connected. */
    public LinkHop() {
        DecisionServer server = DecisionServer.listen(
                        vertx, 0, tick -> tick.forEach(asked -> asked.answer(Sample.ANSWER)))
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        services = AuthServices.named(List.of("127.0.0.1:" + server.port()), Duration.ofSeconds(5));
        client = new DecisionClient(loop, EpollSocketChannel.class, services, PATIENT);
        while (loop.submit(client::connected).syncUninterruptibly().getNow() == 0) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    @Override
    public String name() {
        return "decision link";
    }

    @Override
    public void ask(int inFlight, Run run) {
        loop.execute(() -> {
            for (int i = 0; i < inFlight; i++) {
                client.ask(Sample.QUESTION, new Again(run));
            }
        });
    }

    @Override
    public void close() {
        loop.submit(client::close).syncUninterruptibly();
        services.close();
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private final class Again implements Reply {
        private final Run run;

        Again(Run run) {
            this.run = run;
        }

        @Override
        public void decided(Decision decision) {
            if (run.answered()) {
                client.ask(Sample.QUESTION, this);
            }
        }

        @Override
        public void undecided() {
            if (!run.stopped()) {
                throw new IllegalStateException("no decision within the budget");
            }
        }
    }
}
