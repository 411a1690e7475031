package io.hania.access.link;

import io.netty.channel.EventLoop;
import java.util.concurrent.TimeUnit;

/**
 * The time that an event loop's questions have. It stands still while the loop is held up, by cold code or a busy machine:
 * what was written in such a turn leaves after it, and no auth-service can answer what it has not been asked.
 */
final class LoopClock {
    private final EventLoop loop;
    private final long most;
    private long heldUp;

    /** @param most nanoseconds that one turn may be left out of account at most */
    LoopClock(EventLoop loop, long most) {
        this.loop = loop;
        this.most = most;
    }

    /** Nanoseconds since some instant. */
    long now() {
        return System.nanoTime() - heldUp;
    }

    /** Runs a task after so long; by how much it runs later is left out of account. */
    void schedule(Runnable task, long millis) {
        long due = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        loop.schedule(
                () -> {
                    heldUp += Math.clamp(System.nanoTime() - due, 0, most);
                    task.run();
                },
                millis,
                TimeUnit.MILLISECONDS);
    }
}
