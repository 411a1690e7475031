package io.hania.access.auth.limit;

import io.hania.access.records.WindowShape;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts calls in memory while Redis can't: each auth-service lets its share of what was left of a limit through. When Redis
 * is back, what was counted here goes on counting until it has left the window. Bounded; of too many keys the longest
 * unused are forgotten.
 */
@Singleton
public class LocalLimits {
    private static final float LOAD = 0.75f;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final WindowShape shape;
    private final int instances;
    private final Map<Object, SlidingWindow> windows;
    private volatile boolean used;

    @Inject
    public LocalLimits(LimitConfig config) {
        this(new WindowShape(config.window()), config.instances(), config.keysInMemory());
    }

    LocalLimits(WindowShape shape, int instances, int most) {
        this.shape = shape;
        this.instances = instances;
        this.windows = new LinkedHashMap<>(16, LOAD, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Object, SlidingWindow> eldest) {
                return size() > most;
            }
        };
    }

    /**
     * Counts a call that Redis can't.
     *
     * @param key whose calls: the hash of a key, or the name of a visitor
     * @param before calls in the window that Redis told of last
     */
    public Count count(Object key, int limit, int before) {
        return countAt(key, limit, before, System.nanoTime() / NANOS_PER_MILLI);
    }

    /** Holds a call that was perhaps counted before against the same limit, without counting it. */
    public Count hold(Object key, int limit, int before) {
        return holdAt(key, limit, before, System.nanoTime() / NANOS_PER_MILLI);
    }

    /**
     * What Redis counted, and what was counted here while it couldn't.
     *
     * @param counted as Redis says
     */
    public Count both(Object key, int limit, Count counted) {
        return used ? bothAt(key, limit, counted, System.nanoTime() / NANOS_PER_MILLI) : counted;
    }

    /** Takes back what was counted here because Redis was late: it had counted the same call after all. */
    public synchronized void takeBack(Object key) {
        SlidingWindow window = windows.get(key);
        if (window != null) {
            window.takeBack();
        }
    }

    synchronized Count countAt(Object key, int limit, int before, long now) {
        int share = share(limit, before);
        return ofAll(limit, share, window(key).count(share, now));
    }

    synchronized Count holdAt(Object key, int limit, int before, long now) {
        int share = share(limit, before);
        return ofAll(limit, share, window(key).hold(share, now));
    }

    synchronized Count bothAt(Object key, int limit, Count counted, long now) {
        SlidingWindow window = windows.get(key);
        int here = window == null ? 0 : window.used(now) * instances;
        if (window != null && here == 0) {
            windows.remove(key);
            used = !windows.isEmpty();
        }
        int sum = counted.used() + here;
        return here == 0 ? counted : new Count(counted.limited() || sum > limit, sum, counted.waitMillis());
    }

    private SlidingWindow window(Object key) {
        used = true;
        return windows.computeIfAbsent(key, fresh -> new SlidingWindow(shape));
    }

    private int share(int limit, int before) {
        int left = Math.max(0, limit - before);
        return left == 0 ? 0 : Math.max(1, left / instances);
    }

    private static Count ofAll(int limit, int share, Count count) {
        return new Count(count.limited(), count.used() + limit - share, count.waitMillis());
    }
}
