package io.hania.access.auth.limit;

import io.hania.access.decision.Quota;
import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * One call's place in a window.
 *
 * @param limited whether the limit is used up, so that the call must not pass
 * @param used calls in the window, this one included if it passed
 * @param waitMillis until some calls leave the window
 */
public record Count(boolean limited, int used, long waitMillis) {
    private static final int MILLIS = 1000;

    /** What a script packed into 9 bytes; null if nothing was counted, because there was no limit or Redis is full. */
    public static Packed unpack(ByteBuffer reply) {
        byte outcome = reply.get();
        int used = reply.getInt();
        long wait = Integer.toUnsignedLong(reply.getInt());
        return new Packed(outcome, new Count(outcome == 'L', used, wait));
    }

    /**
     * A count as a script gave it.
     *
     * @param outcome {@code C} counted, {@code L} limited, {@code E} can't be counted, {@code N} wasn't to be counted
     */
    public record Packed(byte outcome, Count count) {
        /** Whether the count is one: the call was counted, or is over the limit. */
        public boolean known() {
            return outcome == 'C' || outcome == 'L';
        }
    }

    /** What the caller is told of it. */
    public Quota quota(int limit, int windowSeconds) {
        int reset = (int) Math.max(1, (waitMillis + MILLIS - 1) / MILLIS);
        return new Quota(limit, Math.max(0, limit - used), reset, windowSeconds);
    }

    /** When to come back, at least a second. */
    public Duration retryAfter() {
        return Duration.ofSeconds(Math.max(1, (waitMillis + MILLIS - 1) / MILLIS));
    }
}
