package io.hania.access.auth.limit;

import io.hania.access.records.WindowShape;

/** The window of {@code prelude.lua} in memory: the same buckets, the same answers. Not safe for several threads. */
final class SlidingWindow {
    private static final int SLOTS = WindowShape.BUCKETS + 1;

    private final long bucketMillis;
    private final int[] calls = new int[SLOTS];
    private long newest;
    private int used;

    SlidingWindow(WindowShape shape) {
        this.bucketMillis = shape.bucketMillis();
    }

    /** @param now milliseconds of any clock that doesn't go back */
    Count count(int limit, long now) {
        Count held = hold(limit, now);
        if (held.limited()) {
            return held;
        }
        calls[slot(newest)]++;
        used++;
        return new Count(false, used, waitFor(1, now));
    }

    /** What {@link #count} would say of a call that was counted before. */
    Count hold(int limit, long now) {
        slideTo(now / bucketMillis);
        boolean limited = used >= limit;
        return new Count(limited, used, waitFor(limited ? used - limit + 1 : 1, now));
    }

    /** Calls in the window of this instant. */
    int used(long now) {
        slideTo(now / bucketMillis);
        return used;
    }

    /** Forgets the newest call that was counted. */
    void takeBack() {
        for (long bucket = newest; bucket > newest - SLOTS && used > 0; bucket--) {
            if (calls[slot(bucket)] > 0) {
                calls[slot(bucket)]--;
                used--;
                return;
            }
        }
    }

    private void slideTo(long current) {
        long steps = Math.min(current - newest, SLOTS);
        for (long i = 1; i <= steps; i++) {
            int slot = slot(current - steps + i);
            used -= calls[slot];
            calls[slot] = 0;
        }
        newest = Math.max(newest, current);
    }

    private long waitFor(int excess, long now) {
        int missing = excess;
        for (long bucket = newest - WindowShape.BUCKETS; bucket <= newest; bucket++) {
            missing -= calls[slot(bucket)];
            if (missing <= 0) {
                return (bucket + SLOTS) * bucketMillis - now;
            }
        }
        return SLOTS * bucketMillis;
    }

    private static int slot(long bucket) {
        return (int) Math.floorMod(bucket, (long) SLOTS);
    }
}
