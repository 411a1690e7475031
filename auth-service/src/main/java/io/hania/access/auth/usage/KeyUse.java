package io.hania.access.auth.usage;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One key's calls since the last flush. There are as many of them as keys in use, so it holds little. */
final class KeyUse {
    private final List<Tally> tallies = new ArrayList<>(1);
    private long lastAt;
    private @Nullable String lastAddress;

    /** Calls of one hour with one outcome that used one ability. */
    static final class Tally {
        final long hour;
        final Outcome outcome;
        final @Nullable String ability;
        long calls;

        Tally(long hour, Outcome outcome, @Nullable String ability) {
            this.hour = hour;
            this.outcome = outcome;
            this.ability = ability;
        }

        private boolean of(long otherHour, Outcome otherOutcome, @Nullable String otherAbility) {
            return hour == otherHour
                    && outcome == otherOutcome
                    && (ability == null ? otherAbility == null : ability.equals(otherAbility));
        }
    }

    /** @param hour its start, milliseconds since 1970 */
    void note(Outcome outcome, @Nullable String ability, long hour) {
        tally(hour, outcome, ability).calls++;
    }

    /** Takes over what another event loop noted of the same key. */
    void add(KeyUse other) {
        other.tallies.forEach(more -> tally(more.hour, more.outcome, more.ability).calls += more.calls);
        if (other.lastAt > lastAt) {
            last(other.lastAt, String.valueOf(other.lastAddress));
        }
    }

    private Tally tally(long hour, Outcome outcome, @Nullable String ability) {
        for (int i = 0; i < tallies.size(); i++) {
            Tally tally = tallies.get(i);
            if (tally.of(hour, outcome, ability)) {
                return tally;
            }
        }
        Tally first = new Tally(hour, outcome, ability);
        tallies.add(first);
        return first;
    }

    void last(long at, String address) {
        lastAt = at;
        lastAddress = address;
    }

    /** What was counted; as many as there were different hours, outcomes and abilities, which is mostly one. */
    List<Tally> tallies() {
        return tallies;
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
