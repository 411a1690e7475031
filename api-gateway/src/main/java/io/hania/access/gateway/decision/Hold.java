package io.hania.access.gateway.decision;

import io.netty.channel.EventLoop;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;

/**
 * Lets answers go only at whole multiples of one period after their call began, so that how long it took to find them
 * doesn't show. For one event loop.
 */
public final class Hold {
    private static final long GRAIN_NANOS = 500_000;

    private final EventLoop loop;
    private final long period;
    private final PriorityQueue<Held> queue = new PriorityQueue<>();
    private boolean armed;

    /** An answer that waits. */
    private record Held(long due, Runnable release) implements Comparable<Held> {
        @Override
        public int compareTo(Held other) {
            return Long.signum(due - other.due);
        }
    }

    /** @param periodNanos 0 to let everything go at once */
    public Hold(EventLoop loop, long periodNanos) {
        this.loop = loop;
        this.period = periodNanos;
    }

    /**
     * Runs {@code release} in time.
     *
     * @param began when the call began, by {@link System#nanoTime}
     */
    public void until(long began, Runnable release) {
        if (period == 0) {
            release.run();
            return;
        }
        long now = System.nanoTime();
        long periods = Math.max(1, (now - began + period - 1) / period);
        queue.add(new Held(began + period * periods, release));
        if (!armed) {
            arm(GRAIN_NANOS);
        }
    }

    private void arm(long delay) {
        armed = true;
        loop.schedule(this::letGo, delay, TimeUnit.NANOSECONDS);
    }

    /** Lets go what is due; the next look is a grain away at least, which gathers neighbours. */
    private void letGo() {
        armed = false;
        long now = System.nanoTime();
        for (Held first = queue.peek(); first != null && first.due() - now <= 0; first = queue.peek()) {
            queue.poll();
            first.release().run();
        }
        if (!queue.isEmpty() && !armed) {
            arm(GRAIN_NANOS);
        }
    }
}
