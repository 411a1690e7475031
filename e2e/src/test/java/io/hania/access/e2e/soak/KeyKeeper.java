package io.hania.access.e2e.soak;

import io.hania.access.e2e.Await;
import io.hania.access.e2e.HaniaSystem;
import io.hania.access.local.Dashboard;
import io.hania.access.local.Dashboard.CreatedKey;
import io.hania.access.local.LaunchException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes keys, calls with them, revokes some, and knows of each what it must be answered: a good key 200 or an honest 50x, a
 * dead one 401 or an honest 503, and either while its revocation is under way. "Effective within 60 s" counts as under way.
 */
final class KeyKeeper implements AutoCloseable {
    private static final int KEYS = 16;
    private static final int CLIENTS = 3;
    private static final Duration PACE = Duration.ofMillis(20);
    private static final Duration BETWEEN_REVOCATIONS = Duration.ofMillis(2500);

    private final HaniaSystem system;
    private final Dashboard operator;
    private final Map<String, State> states = new ConcurrentHashMap<>();
    private final List<CreatedKey> keys = new ArrayList<>();
    private final List<String> confirmed = new ArrayList<>();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final AtomicLong accepted = new AtomicLong();
    private final AtomicLong undecided = new AtomicLong();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean closed;

    /** What the keeper knows of a key. */
    private enum State {
        GOOD,
        UNDER_WAY,
        DEAD
    }

    KeyKeeper(HaniaSystem system) {
        this.system = system;
        this.operator = system.operator();
        for (int i = 0; i < KEYS; i++) {
            CreatedKey key = operator.createKey("Soak " + i, List.of(), 0);
            keys.add(key);
            states.put(key.id(), State.GOOD);
        }
        for (int i = 0; i < CLIENTS; i++) {
            threads.add(Thread.ofVirtual().start(this::call));
        }
        threads.add(Thread.ofVirtual().start(this::revoke));
    }

    private void call() {
        while (!closed) {
            check(keys.get(ThreadLocalRandom.current().nextInt(keys.size())));
            Await.pause(PACE);
        }
    }

    private boolean check(CreatedKey key) {
        State before = states.getOrDefault(key.id(), State.GOOD);
        int status;
        try {
            status = system.api().status(key.secret());
        } catch (UncheckedIOException e) {
            wrong.add("no answer: " + e);
            return false;
        }
        State after = states.getOrDefault(key.id(), State.GOOD);
        accepted.addAndGet(status == 200 ? 1 : 0);
        undecided.addAndGet(status == 502 || status == 503 ? 1 : 0);
        if (status == 200 && before == State.DEAD) {
            wrong.add("a dead key was accepted: " + key.id());
        }
        if (status == 401 && after == State.GOOD) {
            wrong.add("a good key was refused: " + key.id());
        }
        if (status != 200 && status != 401 && status != 502 && status != 503) {
            wrong.add("an odd answer: " + status);
        }
        return status == (after == State.DEAD ? 401 : 200) || after == State.UNDER_WAY;
    }

    private void revoke() {
        for (int i = 0; i < KEYS - 2 && !closed; i++) {
            Await.pause(BETWEEN_REVOCATIONS);
            CreatedKey key = keys.get(i);
            states.put(key.id(), State.UNDER_WAY);
            try {
                if (operator.revoke(key).contains("banner good")) {
                    states.put(key.id(), State.DEAD);
                }
                synchronized (confirmed) {
                    confirmed.add(key.id());
                }
            } catch (LaunchException e) {
                continue; // the dashboard could not say whether: the key stays under way
            }
        }
    }

    /** Whether every key is answered as it should be, now. */
    boolean allRight() {
        return keys.stream().allMatch(this::check);
    }

    List<String> wrong() {
        return List.copyOf(wrong);
    }

    long accepted() {
        return accepted.get();
    }

    /** Calls that got no decision, or whose upstream was gone. */
    long undecided() {
        return undecided.get();
    }

    long revoked() {
        return states.values().stream().filter(state -> state == State.DEAD).count();
    }

    /** The ids of keys that the dashboard said to be revoked. */
    List<String> confirmed() {
        synchronized (confirmed) {
            return List.copyOf(confirmed);
        }
    }

    @Override
    public void close() {
        closed = true;
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
