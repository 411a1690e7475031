package io.hania.access.auth.record;

import io.hania.access.auth.record.RecordCache.Counted;
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
 * @param counted whether the call counts, or is only held against both limits
 */
public record Settlement(
        long token,
        byte[] value,
        long millis,
        int limit,
        @Nullable String visitor,
        int visitorLimit,
        Counted counted) {
    /** Writes and counts nothing. */
    public static final Settlement NOTHING = write(-1, new byte[0], 0);

    /** Only writes. */
    public static Settlement write(long token, byte[] value, long millis) {
        return new Settlement(token, value, millis, 0, null, 0, Counted.NOT);
    }

    /** Writes the same and counts, too. */
    public Settlement counting(int calls, @Nullable String who, int callsOfVisitor, Counted how) {
        return new Settlement(token, value, millis, calls, who, callsOfVisitor, how);
    }
}
