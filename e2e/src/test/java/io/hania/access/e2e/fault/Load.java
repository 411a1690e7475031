package io.hania.access.e2e.fault;

import io.hania.access.e2e.Await;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntPredicate;
import java.util.function.Supplier;

/** Clients that call without a pause and note every answer that isn't right, until they are closed. */
final class Load implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int BEGINNING = 300;

    private final List<Thread> clients = new ArrayList<>();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final AtomicLong calls = new AtomicLong();
    private volatile boolean closed;

    /**
     * Starts the clients.
     *
     * @param call makes one call; what it throws is not right
     * @param right whether the answer's status was right
     */
    Load(int count, Supplier<HttpResponse<String>> call, IntPredicate right) {
        for (int i = 0; i < count; i++) {
            clients.add(Thread.ofVirtual().start(() -> run(call, right)));
        }
    }

    private void run(Supplier<HttpResponse<String>> call, IntPredicate right) {
        while (!closed) {
            Instant began = Instant.now();
            try {
                HttpResponse<String> answer = call.get();
                if (!right.test(answer.statusCode())) {
                    wrong.add(began + " " + answer + " " + beginning(answer.body()));
                }
            } catch (RuntimeException | AssertionError e) {
                wrong.add(began + " " + e);
            }
            calls.incrementAndGet();
        }
    }

    private static String beginning(String body) {
        return body.substring(0, Math.min(body.length(), BEGINNING));
    }

    /** Returns when so many more calls were answered. */
    void awaitCalls(long more) {
        long wanted = calls.get() + more;
        Await.until(more + " calls", PATIENCE, () -> calls.get() >= wanted);
    }

    /** What was not right so far. */
    List<String> wrong() {
        return List.copyOf(wrong);
    }

    @Override
    public void close() {
        closed = true;
        clients.forEach(Load::join);
    }

    private static void join(Thread client) {
        try {
            client.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
