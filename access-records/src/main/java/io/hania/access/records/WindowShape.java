package io.hania.access.records;

import java.time.Duration;

/**
 * How a sliding window is cut: into 100 buckets, of which the window of an instant touches 101. The oldest counts in
 * full, so never more than the limit passes within any window, and at a steady rate at most 1 % less.
 *
 * @param length of the window, a multiple of 100 ms: a second, an hour, a day
 */
public record WindowShape(Duration length) {
    /** Into how many buckets a window is cut. */
    public static final int BUCKETS = 100;

    /** The window of the contract: calls an hour. */
    public static final WindowShape HOUR = new WindowShape(Duration.ofHours(1));

    public WindowShape {
        long millis = length.toMillis();
        if (millis < BUCKETS || millis % BUCKETS != 0) {
            throw new IllegalArgumentException("a window is a multiple of " + BUCKETS + " ms, not " + length);
        }
    }

    /** Milliseconds of one bucket. */
    public long bucketMillis() {
        return length.toMillis() / BUCKETS;
    }

    /** Whole seconds of the window, at least 1. */
    public int seconds() {
        return Math.toIntExact(Math.max(1, length.toSeconds()));
    }
}
