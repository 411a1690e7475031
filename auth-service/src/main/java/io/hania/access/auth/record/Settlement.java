package io.hania.access.auth.record;

import org.jspecify.annotations.Nullable;

/**
 * What {@code settle.lua} does: write a value under our fill token, and count the call.
 *
 * @param token the number of our fill token; negative to write nothing
 * @param value the value without its run; empty to write nothing
 * @param millis how long the value may live
 * @param limit the key's limit; 0 to count nothing
 * @param visitor the visitor of a widget, under whose own limit the call falls first; null if there is none
 * @param visitorLimit the visitor's limit; 0 if there is none
 */
public record Settlement(
        long token,
        byte[] value,
        long millis,
        int limit,
        @Nullable String visitor,
        int visitorLimit) {
    private static final byte[] NOTHING = {};

    /** Only counts. */
    public static Settlement count(int limit, @Nullable String visitor, int visitorLimit) {
        return new Settlement(-1, NOTHING, 0, limit, visitor, visitorLimit);
    }

    /** Only writes. */
    public static Settlement write(long token, byte[] value, long millis) {
        return new Settlement(token, value, millis, 0, null, 0);
    }

    /** Writes the same and counts, too. */
    public Settlement counting(int calls, @Nullable String who, int calls2) {
        return new Settlement(token, value, millis, calls, who, calls2);
    }
}
