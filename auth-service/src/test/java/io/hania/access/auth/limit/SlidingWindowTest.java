package io.hania.access.auth.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.hania.access.records.WindowShape;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/** The window in memory, which counts while Redis can't. */
class SlidingWindowTest {
    private static final long WINDOW = 10_000;
    private static final WindowShape SHAPE = new WindowShape(Duration.ofMillis(WINDOW));

    @Property
    void neverLetsMoreThanTheLimitThroughInAnyWindow(
            @ForAll @Size(max = 300) List<@LongRange(max = 400) Long> pauses,
            @ForAll @IntRange(min = 1, max = 50) int limit) {
        SlidingWindow window = new SlidingWindow(SHAPE);
        Deque<Long> passed = new ArrayDeque<>();
        long now = 1_000_000;
        for (long pause : pauses) {
            now += pause;
            Count count = window.count(limit, now);
            while (!passed.isEmpty() && passed.peekFirst() <= now - WINDOW) {
                passed.pollFirst();
            }
            if (!count.limited()) {
                passed.add(now);
            }
            assertThat(passed.size()).isLessThanOrEqualTo(limit);
            assertThat(count.waitMillis()).isBetween(1L, WINDOW + 2 * SHAPE.bucketMillis());
        }
    }

    @Example
    void letsCallsThroughAgainOnceTheOldestHaveLeft() {
        SlidingWindow window = new SlidingWindow(SHAPE);
        window.count(1, 50_000);
        Count limited = window.count(1, 50_001);

        assertThat(limited.limited()).isTrue();
        assertThat(window.count(1, 50_001 + limited.waitMillis()).limited()).isFalse();
    }

    @Example
    void givesEachNodeItsShareOfWhatWasLeft() {
        LocalLimits limits = new LocalLimits(SHAPE, 4, 10);

        int passed = 0;
        for (int i = 0; i < 100; i++) {
            passed += limits.countAt("key", 100, 20, 5_000).limited() ? 0 : 1;
        }

        assertThat(passed).isEqualTo(20);
    }

    @Example
    void holdsACallAgainstTheLimitWithoutCountingIt() {
        LocalLimits limits = new LocalLimits(SHAPE, 1, 10);
        limits.countAt("key", 2, 0, 5_000);

        assertThat(limits.holdAt("key", 2, 0, 5_000).limited()).isFalse();
        assertThat(limits.holdAt("key", 2, 0, 5_000).used()).isEqualTo(1);
        limits.countAt("key", 2, 0, 5_000);
        assertThat(limits.holdAt("key", 2, 0, 5_000).limited()).isTrue();
    }

    @Example
    void addsWhatItCountedOnceRedisIsBack() {
        LocalLimits limits = new LocalLimits(SHAPE, 1, 10);
        for (int i = 0; i < 60; i++) {
            limits.countAt("key", 100, 20, 5_000);
        }

        assertThat(limits.bothAt("key", 100, new Count(false, 40, 1), 5_000).limited())
                .isFalse();
        assertThat(limits.bothAt("key", 100, new Count(false, 41, 1), 5_000).limited())
                .isTrue();
        assertThat(limits.bothAt("key", 100, new Count(false, 41, 1), 20_000).limited())
                .isFalse();
    }

    @Example
    void forgetsTheLongestUnusedOfTooManyKeys() {
        LocalLimits limits = new LocalLimits(SHAPE, 1, 2);
        limits.countAt("a", 1, 0, 5_000);
        limits.countAt("b", 1, 0, 5_000);
        limits.countAt("c", 1, 0, 5_000);

        assertThat(limits.countAt("c", 1, 0, 5_000).limited()).isTrue();
        assertThat(limits.countAt("a", 1, 0, 5_000).limited()).isFalse();
    }
}
