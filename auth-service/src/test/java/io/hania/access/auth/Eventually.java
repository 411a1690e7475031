package io.hania.access.auth;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for what must become true within a stated time. */
final class Eventually {
    private Eventually() {}

    static void within(Duration bound, BooleanSupplier condition) {
        long until = System.nanoTime() + bound.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - until > 0) {
                throw new AssertionError("not within " + bound);
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(Duration.ofMillis(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
