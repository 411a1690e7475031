package io.hania.access.auth.usage;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One key's calls since the last flush. */
final class KeyUse {
    private static final Outcome[] OUTCOMES = Outcome.values();

    private final Map<Long, long[]> byHour = new HashMap<>(2);
    private final Map<String, long[]> byAbility = new HashMap<>(2);
    private long hour = -1;
    private long[] calls = {};
    private long lastAt;
    private @Nullable String lastAddress;

    void note(Outcome outcome, @Nullable String ability, long startOfHour) {
        if (startOfHour != hour) {
            hour = startOfHour;
            calls = byHour.computeIfAbsent(startOfHour, first -> new long[OUTCOMES.length]);
        }
        calls[outcome.ordinal()]++;
        if (ability != null) {
            long[] count = byAbility.get(ability);
            if (count == null) {
                count = new long[1];
                byAbility.put(ability, count);
            }
            count[0]++;
        }
    }

    void last(long at, String address) {
        lastAt = at;
        lastAddress = address;
    }

    /** Calls by start of the hour, then by ordinal of the outcome. */
    Map<Long, long[]> byHour() {
        return byHour;
    }

    /** Calls by ability used. */
    Map<String, long[]> byAbility() {
        return byAbility;
    }

    /** Milliseconds since 1970; 0 if the key wasn't accepted. */
    long lastAt() {
        return lastAt;
    }

    @Nullable
    String lastAddress() {
        return lastAddress;
    }
}
