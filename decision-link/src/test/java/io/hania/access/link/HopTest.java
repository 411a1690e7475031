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
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Client and server together, over real sockets. */
class HopTest {
    private static final Decision NO_ABILITY = new Decision.Refused(new Refusal.MissingAbility("bots:read"), null);

    private final Vertx vertx = Vertx.vertx();
    private final NioEventLoopGroup group = new NioEventLoopGroup(1);
    private final EventLoop loop = group.next();
    private final List<AutoCloseable> open = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
        group.shutdownGracefully(0, 1, SECONDS).await(5, SECONDS);
        vertx.close().toCompletionStage().toCompletableFuture().get(5, SECONDS);
    }

    @Test
    void answersMayOvertakeOneAnother() throws Exception {
        List<Asked> held = new CopyOnWriteArrayList<>();
        DecisionServer server = server(tick -> {
            for (Asked asked : tick) {
                held.add(asked);
            }
            if (held.size() == 3) {
                held.reversed()
                        .forEach(asked -> asked.answer(missing(asked.question().path())));
            }
        });
        DecisionClient client = client(server.port());
        List<Answer> answers = ask(client, "/a", "/b", "/c");
        for (Answer answer : answers) {
            assertThat(answer.get()).isEqualTo(missing(answer.path()));
        }
    }

    @Test
    void questionsOfOneTickArriveTogether() throws Exception {
        List<Integer> sizes = new CopyOnWriteArrayList<>();
        DecisionServer server = server(tick -> {
            sizes.add(tick.size());
            tick.forEach(asked -> asked.answer(NO_ABILITY));
        });
        DecisionClient client = client(server.port());
        ask(client, IntStream.range(0, 40).mapToObj(i -> "/" + i).toArray(String[]::new))
                .getLast()
                .get();
        assertThat(sizes).containsExactly(40);
    }

    @Test
    void aFailedQuestionLeavesItsNeighboursAlone() throws Exception {
        DecisionServer server = server(tick -> tick.forEach(asked -> {
            if (asked.question().path().equals("/bad")) {
                asked.fail();
            } else {
                asked.answer(NO_ABILITY);
            }
        }));
        List<Answer> answers = ask(client(server.port()), "/a", "/bad", "/c");
        assertThat(answers.get(0).get()).isEqualTo(NO_ABILITY);
        assertThat(answers.get(1).refused()).isTrue();
        assertThat(answers.get(2).get()).isEqualTo(NO_ABILITY);
    }

    @Test
    void anExceptionOfTheDeciderFailsWhatIsUnanswered() throws Exception {
        DecisionServer server = server(tick -> {
            tick.getFirst().answer(NO_ABILITY);
            throw new IllegalStateException("on purpose");
        });
        List<Answer> answers = ask(client(server.port()), "/a", "/b");
        assertThat(answers.get(0).get()).isEqualTo(NO_ABILITY);
        assertThat(answers.get(1).refused()).isTrue();
    }

    @Test
    void anUnansweredQuestionIsGivenUpWhenItsBudgetIsSpent() throws Exception {
        DecisionServer server = server(_ -> {});
        DecisionClient client = client(LinkOptions.defaults(), server.port());
        long start = System.nanoTime();
        assertThat(ask(client, "/a").getFirst().refused()).isTrue();
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofMillis(240), Duration.ofSeconds(3));
    }

    @Test
    void anAnswerThatCameWhileItsEventLoopWasHeldUpCounts() throws Exception {
        DecisionServer server = server(tick -> tick.forEach(asked -> {
            int millis = asked.question().path().equals("/held") ? 100 : 50;
            vertx.setTimer(millis, _ -> asked.answer(NO_ABILITY));
        }));
        DecisionClient client = client(LinkOptions.defaults(), server.port());
        Answer holding = new Answer("/holding", new CompletableFuture<>());
        CompletableFuture<Void> held = holding.outcome().thenRun(() -> LockSupport.parkNanos(400_000_000));
        Answer late = new Answer("/held", new CompletableFuture<>());
        loop.execute(() -> {
            client.ask(question(holding.path()), holding);
            client.ask(question(late.path()), late);
        });
        held.get(5, SECONDS);
        assertThat(late.get()).isEqualTo(NO_ABILITY);
    }

    @Test
    void aQuestionThatLeavesLateBecauseItsEventLoopIsHeldUpHasItsWholeBudget() throws Exception {
        DecisionServer server =
                server(tick -> tick.forEach(asked -> vertx.setTimer(50, _ -> asked.answer(NO_ABILITY))));
        DecisionClient client = client(LinkOptions.defaults(), server.port());
        Answer held = new Answer("/held", new CompletableFuture<>());
        loop.execute(() -> {
            client.ask(question(held.path()), held);
            LockSupport.parkNanos(400_000_000);
        });
        assertThat(held.get()).isEqualTo(NO_ABILITY);
    }

    @Test
    void tooManyQuestionsAreRefusedAtOnce() throws Exception {
        DecisionServer server = server(_ -> {});
        LinkOptions few = new LinkOptions(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(9), 4, null);
        DecisionClient client = client(few, server.port());
        List<Answer> answers = ask(client, "/1", "/2", "/3", "/4", "/5");
        assertThat(answers.get(4).refused()).isTrue();
        assertThat(answers.get(3).outcome()).isNotDone();
    }

    @Test
    void aQuestionWhoseAuthServiceDiesIsAskedOfAnother() throws Exception {
        AtomicInteger heldQuestions = new AtomicInteger();
        DecisionServer dying = server(tick -> heldQuestions.addAndGet(tick.size()));
        List<Boolean> again = new CopyOnWriteArrayList<>();
        DecisionServer other = server(tick -> tick.forEach(asked -> {
            again.add(asked.again());
            asked.answer(NO_ABILITY);
        }));
        DecisionClient client = client(dying.port(), other.port());
        List<Answer> answers = ask(client, "/a", "/b", "/c", "/d");
        until(() -> heldQuestions.get() > 0);
        dying.close();
        for (Answer answer : answers) {
            assertThat(answer.get()).isEqualTo(NO_ABILITY);
        }
        assertThat(again).contains(true);
    }

    @Test
    void aQuestionThatOneAuthServiceCannotDecideIsAskedOfAnotherOnce() throws Exception {
        AtomicInteger failures = new AtomicInteger();
        Decider failing = tick -> tick.forEach(asked -> {
            failures.incrementAndGet();
            asked.fail();
        });
        DecisionServer first = server(failing);
        DecisionServer good = server(tick -> tick.forEach(asked -> asked.answer(NO_ABILITY)));
        for (Answer answer : ask(client(first.port(), good.port()), "/a", "/b", "/c", "/d")) {
            assertThat(answer.get()).isEqualTo(NO_ABILITY);
        }
        failures.set(0);
        DecisionServer second = server(failing);
        assertThat(ask(client(first.port(), second.port()), "/a").getFirst().refused())
                .isTrue();
        assertThat(failures).hasValue(2);
    }

    @Test
    void aSilentAuthServiceIsPassedOverWithinTheBudget() throws Exception {
        ServerSocket silent = silentServer();
        DecisionServer other = server(tick -> tick.forEach(asked -> asked.answer(NO_ABILITY)));
        DecisionClient client = client(silent.getLocalPort(), other.port());
        List<Answer> answers = ask(client, "/a", "/b", "/c", "/d");
        for (Answer answer : answers) {
            assertThat(answer.get()).isEqualTo(NO_ABILITY);
        }
    }

    @Test
    void garbageClosesTheStream() throws Exception {
        DecisionServer server = server(tick -> tick.forEach(asked -> asked.answer(NO_ABILITY)));
        for (String garbage :
                List.of("GET / HTTP/1.1\r\n\r\n", "\0\0\0\5\1HALX\0\0\0", "\0\0\0\4\2aaaa", "\0\0\0\5\2aaaa")) {
            try (Socket socket = new Socket("127.0.0.1", server.port())) {
                socket.setSoTimeout(5000);
                socket.getOutputStream().write(garbage.getBytes(StandardCharsets.ISO_8859_1));
                byte[] greeting = socket.getInputStream().readAllBytes();
                assertThat(greeting).hasSizeLessThanOrEqualTo(10);
            } catch (SocketException reset) {
                assertThat(reset).hasMessageContaining("reset");
            }
        }
        assertThat(ask(client(server.port()), "/a").getFirst().get()).isEqualTo(NO_ABILITY);
    }

    @Test
    void aMalformedQuestionFailsAlone() throws Exception {
        DecisionServer server = server(tick -> tick.forEach(asked -> asked.answer(NO_ABILITY)));
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.setSoTimeout(5000);
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            DataInputStream in = new DataInputStream(socket.getInputStream());
            greet(in, out);
            out.writeInt(7);
            out.writeByte(Frame.QUESTION);
            out.writeInt(42);
            out.writeShort(0x7F7F);
            out.writeInt(5);
            out.writeByte(Frame.PING);
            out.writeInt(43);
            assertThat(in.readInt()).isEqualTo(7);
            assertThat(in.readByte()).isEqualTo(Frame.ANSWER);
            assertThat(in.readInt()).isEqualTo(42);
            in.readShort();
            assertThat(in.readInt()).isEqualTo(5);
            assertThat(in.readByte()).isEqualTo(Frame.PONG);
        }
    }

    @Test
    void rollingRestartsLoseNoQuestion() throws Exception {
        Decider decider = tick -> tick.forEach(asked -> vertx.setTimer(2, _ -> asked.answer(NO_ABILITY)));
        DecisionServer first = server(decider);
        DecisionServer second = server(decider);
        DecisionClient client = client(first.port(), second.port());
        List<Answer> answers = new ArrayList<>();
        for (DecisionServer each : List.of(first, second)) {
            for (int i = 0; i < 50; i++) {
                answers.addAll(ask(client, "/" + i));
            }
            each.drain(Duration.ofSeconds(5))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(5, SECONDS);
            answers.addAll(each == first ? ask(client, "/after") : List.of());
            if (each == first) {
                listenAgain(each.port(), decider);
                until(() -> connected(client) == 2);
            }
        }
        for (Answer answer : answers) {
            assertThat(answer.get()).isEqualTo(NO_ABILITY);
        }
    }

    /** NIO gives the port of a closed listener back with its selector's next turn. */
    private void listenAgain(int port, Decider decider) {
        until(() -> DecisionServer.listen(vertx, port, decider)
                .map(true)
                .otherwise(false)
                .toCompletionStage()
                .toCompletableFuture()
                .join());
    }

    private int connected(DecisionClient client) {
        return loop.submit(() -> client.connected()).syncUninterruptibly().getNow();
    }

    private ServerSocket silentServer() throws Exception {
        ServerSocket silent = new ServerSocket(0);
        open.add(silent);
        Thread.ofVirtual().start(() -> {
            try {
                Socket socket = silent.accept();
                open.add(socket);
                greet(new DataInputStream(socket.getInputStream()), new DataOutputStream(socket.getOutputStream()));
            } catch (IOException closed) {
                assertThat(closed).isNotNull();
            }
        });
        return silent;
    }

    private static void greet(DataInputStream in, DataOutputStream out) throws IOException {
        out.writeInt(6);
        out.writeByte(Frame.HELLO);
        out.writeInt(Frame.MAGIC);
        out.writeByte(Frame.VERSION);
        in.readNBytes(10);
    }

    private DecisionServer server(Decider decider) throws Exception {
        return await(DecisionServer.listen(vertx, 0, decider));
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(5, SECONDS);
    }

    private DecisionClient client(int... ports) {
        LinkOptions plain = LinkOptions.defaults();
        return client(
                new LinkOptions(Duration.ofSeconds(5), plain.silence(), plain.death(), plain.mostInFlight(), null),
                ports);
    }

    private DecisionClient client(LinkOptions options, int... ports) {
        AuthServices services = AuthServices.named(
                IntStream.of(ports).mapToObj(port -> "127.0.0.1:" + port).toList(), Duration.ofSeconds(5));
        open.add(services);
        DecisionClient client = new DecisionClient(loop, NioSocketChannel.class, services, options);
        until(() -> connected(client) == ports.length);
        return client;
    }

    private List<Answer> ask(DecisionClient client, String... paths) {
        List<Answer> answers = Stream.of(paths)
                .map(path -> new Answer(path, new CompletableFuture<>()))
                .toList();
        loop.submit(() -> answers.forEach(answer -> client.ask(question(answer.path()), answer)))
                .syncUninterruptibly();
        return answers;
    }

    private static Question question(String path) {
        Caller caller = new Caller("request", "127.0.0.1", null, null, false);
        return new Question(KeyHash.of(new RawKey("any")), KeyKind.ACCOUNT, "GET", path, caller);
    }

    private static Decision missing(String ability) {
        return new Decision.Refused(new Refusal.MissingAbility(ability), null);
    }

    private static void until(BooleanSupplier condition) {
        long deadline = System.nanoTime() + SECONDS.toNanos(10);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    /** What came back for one path. */
    private record Answer(String path, CompletableFuture<Optional<Decision>> outcome) implements Reply {
        @Override
        public void decided(Decision decision) {
            outcome.complete(Optional.of(decision));
        }

        @Override
        public void undecided() {
            outcome.complete(Optional.empty());
        }

        Decision get() throws Exception {
            return outcome.get(5, SECONDS).orElseThrow();
        }

        boolean refused() throws Exception {
            return outcome.get(5, SECONDS).isEmpty();
        }
    }
}
