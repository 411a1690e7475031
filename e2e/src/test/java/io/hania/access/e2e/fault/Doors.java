package io.hania.access.e2e.fault;

import io.hania.access.e2e.Await;
import io.hania.access.e2e.HaniaSystem;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Several processes of one service as a load balancer sees them: one that says it is not ready gets no calls, unless that leaves
 * none.
 */
final class Doors implements AutoCloseable {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    private final List<HaniaSystem.Extra> all;
    private final AtomicInteger turn = new AtomicInteger();
    private final Thread watch;
    private volatile List<HaniaSystem.Extra> ready;
    private volatile boolean closed;

    Doors(List<HaniaSystem.Extra> all) {
        this.all = all;
        this.ready = all;
        this.watch = Thread.ofVirtual().start(this::watch);
    }

    private void watch() {
        while (!closed) {
            List<HaniaSystem.Extra> now =
                    all.stream().filter(each -> each.process().ready()).toList();
            ready = now.isEmpty() ? all : now;
            Await.pause(LOOK_AGAIN);
        }
    }

    /** The next that is ready. */
    HaniaSystem.Extra next() {
        List<HaniaSystem.Extra> now = ready;
        return now.get(Math.floorMod(turn.getAndIncrement(), now.size()));
    }

    /** Stops each in good order and starts it again, the next only when the one before is back. */
    void restartEach(Load load, long callsBetween) {
        for (HaniaSystem.Extra each : all) {
            load.awaitCalls(callsBetween);
            each.process().close();
            load.awaitCalls(callsBetween);
            each.process().start();
            each.process().awaitReady();
            Await.until("all are taken", Duration.ofSeconds(5), () -> ready.size() == all.size());
        }
        load.awaitCalls(callsBetween);
    }

    @Override
    public void close() {
        closed = true;
        try {
            watch.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
