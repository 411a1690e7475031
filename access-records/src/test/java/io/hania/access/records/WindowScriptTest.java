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
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
    private static final WindowShape MINUTE = new WindowShape(Duration.ofMinutes(1));
    private static final WindowShape DAY = new WindowShape(Duration.ofDays(1));
    private static final int MOST_BYTES = 16 + 3 * WindowShape.BUCKETS;
    private static final long START = 1_800_000_000_000L;
    private static final AtomicLong NAMES = new AtomicLong();

    private static Vertx vertx;
    private static Redis redis;
    private static Map<WindowShape, String> scripts;

    /** So many calls, so many buckets after the ones before. */
    record Step(double after, int calls) {
        long millis(WindowShape window) {
            return (long) (after * window.bucketMillis());
        }
    }

    @BeforeContainer
    static void open() {
        vertx = Vertx.vertx();
        redis = Redis.createClient(vertx, Stores.redis().url());
        scripts = Stream.of(MINUTE, WindowShape.HOUR, DAY)
                .collect(Collectors.toMap(
                        window -> window,
                        window -> LuaScript.settle(window).text().replace("redis.call('TIME')", "{ARGV[8], ARGV[9]}")));
    }

    @AfterContainer
    static void close() {
        redis.close();
        vertx.close().await().atMost(PATIENCE);
    }

    @Property(tries = 25)
    void neverLetsMoreThanTheLimitThroughInAnyWindow(
            @ForAll("windows") WindowShape window,
            @ForAll("histories") List<Step> history,
            @ForAll("limits") int limit) {
        String key = "window:" + NAMES.incrementAndGet();
        Deque<Long> passed = new ArrayDeque<>();
        long now = START;
        for (Step step : history) {
            now += step.millis(window);
            for (int i = 0; i < step.calls(); i++) {
                boolean allowed = count(window, key, limit, now);
                forgetBefore(passed, now - window.length().toMillis());
                if (allowed) {
                    passed.add(now);
                }
                assertThat(passed.size()).isLessThanOrEqualTo(limit);
            }
        }
    }

    @Property(tries = 25)
    void refusesNothingThatAWindowOnePerCentLongerWouldLetThrough(
            @ForAll("windows") WindowShape window,
            @ForAll("histories") List<Step> history,
            @ForAll("limits") int limit) {
        String key = "window:" + NAMES.incrementAndGet();
        Deque<Long> passed = new ArrayDeque<>();
        long now = START;
        for (Step step : history) {
            now += step.millis(window);
            for (int i = 0; i < step.calls(); i++) {
                boolean allowed = count(window, key, limit, now);
                forgetBefore(passed, now - window.length().toMillis() - window.bucketMillis());
                if (!allowed) {
                    assertThat(passed.size()).isGreaterThanOrEqualTo(limit);
                } else {
                    passed.add(now);
                }
            }
        }
    }

    @Property(tries = 10)
    void staysSmall(@ForAll("windows") WindowShape window, @ForAll("histories") List<Step> history) {
        String key = "window:" + NAMES.incrementAndGet();
        long now = START;
        for (Step step : history) {
            now += step.millis(window);
            count(window, key, Integer.MAX_VALUE, now);
        }
        Response length = call(Request.cmd(Command.STRLEN).arg(key));

        assertThat(length.toInteger()).isLessThanOrEqualTo(MOST_BYTES);
    }

    private static void forgetBefore(Deque<Long> passed, long instant) {
        while (!passed.isEmpty() && passed.peekFirst() <= instant) {
            passed.pollFirst();
        }
    }

    private static boolean count(WindowShape window, String key, int limit, long now) {
        Response reply = call(Request.cmd(Command.EVAL)
                .arg(scripts.get(window))
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
                .arg("1")
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
        int window = WindowShape.BUCKETS;
        Arbitrary<Double> pause = Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(6, Arbitraries.doubles().between(0, 1)),
                net.jqwik.api.Tuple.of(3, Arbitraries.doubles().between(0, window / 4.0)),
                net.jqwik.api.Tuple.of(1, Arbitraries.doubles().between(0, 2 * window)));
        return Combinators.combine(pause, Arbitraries.integers().between(1, 8))
                .as(Step::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(60);
    }

    @Provide
    Arbitrary<WindowShape> windows() {
        return Arbitraries.of(scripts.keySet());
    }

    @Provide
    Arbitrary<Integer> limits() {
        return Arbitraries.integers().between(1, 30);
    }
}
