package io.hania.access.records;

import static org.assertj.core.api.Assertions.assertThat;

import io.hania.access.stores.Stores;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** The window in Redis, against a list of all calls, with a clock of our own in the script. */
class WindowScriptTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long WINDOW = 3_600_000;
    private static final long BUCKET = WINDOW / WindowShape.BUCKETS;
    private static final long START = 1_800_000_000_000L;
    private static final AtomicLong NAMES = new AtomicLong();

    private static Vertx vertx;
    private static Redis redis;
    private static String script;

    /** So many calls, so many milliseconds after the ones before. */
    record Step(long after, int calls) {}

    @BeforeContainer
    static void open() {
        vertx = Vertx.vertx();
        redis = Redis.createClient(vertx, Stores.redis().url());
        script = LuaScript.settle(WindowShape.HOUR).text().replace("redis.call('TIME')", "{ARGV[7], ARGV[8]}");
    }

    @AfterContainer
    static void close() {
        redis.close();
        vertx.close().await().atMost(PATIENCE);
    }

    @Property(tries = 25)
    void neverLetsMoreThanTheLimitThroughInAnyWindow(
            @ForAll("histories") List<Step> history, @ForAll("limits") int limit) {
        String key = "window:" + NAMES.incrementAndGet();
        Deque<Long> passed = new ArrayDeque<>();
        long now = START;
        for (Step step : history) {
            now += step.after();
            for (int i = 0; i < step.calls(); i++) {
                boolean allowed = count(key, limit, now);
                forgetBefore(passed, now - WINDOW);
                if (allowed) {
                    passed.add(now);
                }
                assertThat(passed.size()).isLessThanOrEqualTo(limit);
            }
        }
    }

    @Property(tries = 25)
    void refusesNothingThatAWindowOnePerCentLongerWouldLetThrough(
            @ForAll("histories") List<Step> history, @ForAll("limits") int limit) {
        String key = "window:" + NAMES.incrementAndGet();
        Deque<Long> passed = new ArrayDeque<>();
        long now = START;
        for (Step step : history) {
            now += step.after();
            for (int i = 0; i < step.calls(); i++) {
                boolean allowed = count(key, limit, now);
                forgetBefore(passed, now - WINDOW - BUCKET);
                if (!allowed) {
                    assertThat(passed.size()).isGreaterThanOrEqualTo(limit);
                } else {
                    passed.add(now);
                }
            }
        }
    }

    @Property(tries = 10)
    void staysSmall(@ForAll("histories") List<Step> history) {
        String key = "window:" + NAMES.incrementAndGet();
        long now = START;
        for (Step step : history) {
            now += step.after();
            count(key, Integer.MAX_VALUE, now);
        }
        Response length = call(Request.cmd(Command.STRLEN).arg(key));

        assertThat(length.toInteger()).isLessThanOrEqualTo(16 + 3 * WindowShape.BUCKETS);
    }

    private static void forgetBefore(Deque<Long> passed, long instant) {
        while (!passed.isEmpty() && passed.peekFirst() <= instant) {
            passed.pollFirst();
        }
    }

    private static boolean count(String key, int limit, long now) {
        Response reply = call(Request.cmd(Command.EVAL)
                .arg(script)
                .arg("3")
                .arg("unused")
                .arg(key)
                .arg("unused")
                .arg("runs")
                .arg("")
                .arg("")
                .arg("0")
                .arg(Integer.toString(limit))
                .arg("0")
                .arg(Long.toString(now / 1000))
                .arg(Long.toString(now % 1000 * 1000)));
        ByteBuffer answer = ByteBuffer.wrap(reply.toBytes());
        assertThat(answer.get()).isEqualTo((byte) 'K');
        return answer.get() == 'C';
    }

    private static Response call(Request request) {
        return redis.send(request).await().atMost(PATIENCE);
    }

    @Provide
    Arbitrary<List<Step>> histories() {
        Arbitrary<Long> pause = Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(6, Arbitraries.longs().between(0, BUCKET)),
                net.jqwik.api.Tuple.of(3, Arbitraries.longs().between(0, WINDOW / 4)),
                net.jqwik.api.Tuple.of(1, Arbitraries.longs().between(0, 2 * WINDOW)));
        return Combinators.combine(pause, Arbitraries.integers().between(1, 8))
                .as(Step::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(60);
    }

    @Provide
    Arbitrary<Integer> limits() {
        return Arbitraries.integers().between(1, 30);
    }
}
