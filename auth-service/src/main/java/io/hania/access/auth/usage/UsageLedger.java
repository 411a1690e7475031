package io.hania.access.auth.usage;

import io.hania.access.decision.Caller;
import io.hania.access.decision.Question;
import io.hania.access.key.KeyHash;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one event loop noted since the last flush. Bounded: what doesn't fit is counted as lost. */
public final class UsageLedger {
    private static final long HOUR_MILLIS = 3_600_000;
    /** Of origins and paths, which callers choose. */
    private static final int LONGEST = 255;

    private final int most;
    private Map<KeyHash, KeyUse> keys = new HashMap<>();
    private List<Refusal> refusals = new ArrayList<>();
    private Map<Sighting, Seen> sightings = new HashMap<>();
    private long lost;

    /** A page on which a key was seen. */
    record Sighting(KeyHash key, String origin) {}

    /** When, and how often. */
    static final class Seen {
        final long first;
        long last;
        long calls;

        Seen(long first) {
            this.first = first;
        }

        private Seen with(Seen other) {
            Seen both = new Seen(Math.min(first, other.first));
            both.last = Math.max(last, other.last);
            both.calls = calls + other.calls;
            return both;
        }
    }

    /**
     * A refused call.
     *
     * @param reason null if the key's status is the reason, which PostgreSQL knows
     */
    record Refusal(
            KeyHash key,
            String requestId,
            long at,
            @Nullable String reason,
            String method,
            String path,
            String address) {}

    /** Everything that was noted, handed over at a flush. */
    record Batch(Map<KeyHash, KeyUse> keys, List<Refusal> refusals, Map<Sighting, Seen> sightings, long lost) {
        boolean isEmpty() {
            return keys.isEmpty() && refusals.isEmpty() && sightings.isEmpty();
        }

        /** With what another event loop noted: a key that several of them served is written once. */
        Batch with(Batch other) {
            other.keys.forEach(
                    (key, use) -> keys.computeIfAbsent(key, _ -> new KeyUse()).add(use));
            refusals.addAll(other.refusals);
            other.sightings.forEach((sighting, seen) -> sightings.merge(sighting, seen, Seen::with));
            return new Batch(keys, refusals, sightings, lost + other.lost);
        }
    }

    UsageLedger(int most) {
        this.most = most;
    }

    /** Notes one call of a known key. @param ability the ability that was used; null if the call was refused */
    public synchronized void call(Question question, Outcome outcome, @Nullable String ability, long now) {
        KeyUse use = use(question.key());
        if (use != null) {
            use.note(outcome, ability, now / HOUR_MILLIS * HOUR_MILLIS);
            if (outcome != Outcome.UNAUTHORIZED && outcome != Outcome.BROWSER) {
                use.last(now, question.caller().address());
            }
        }
    }

    /** Notes why a call was refused. @param reason null if the key's status is the reason */
    public synchronized void refused(Question question, @Nullable String reason, long now) {
        if (refusals.size() >= most) {
            lost++;
            return;
        }
        Caller caller = question.caller();
        refusals.add(new Refusal(
                question.key(),
                caller.requestId(),
                now,
                reason,
                question.method(),
                shortened(question.path()),
                caller.address()));
    }

    /** Notes that a key was seen on a page: an account key anywhere, a widget key where it isn't allowed. */
    public synchronized void seen(KeyHash key, String origin, long now) {
        Sighting sighting = new Sighting(key, shortened(origin));
        Seen seen = sightings.get(sighting);
        if (seen == null) {
            if (sightings.size() >= most) {
                lost++;
                return;
            }
            seen = new Seen(now);
            sightings.put(sighting, seen);
        }
        seen.last = now;
        seen.calls++;
    }

    /** Hands over what was noted and begins anew. */
    synchronized Batch take() {
        Batch batch = new Batch(keys, refusals, sightings, lost);
        keys = new HashMap<>();
        refusals = new ArrayList<>();
        sightings = new HashMap<>();
        lost = 0;
        return batch;
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }

    private @Nullable KeyUse use(KeyHash key) {
        KeyUse use = keys.get(key);
        if (use == null) {
            if (keys.size() >= most) {
                lost++;
                return null;
            }
            use = new KeyUse();
            keys.put(key, use);
        }
        return use;
    }
}
