package io.hania.access.gateway.edge;

import java.util.function.BooleanSupplier;

/** Waits for a condition, not for a time. */
final class Wait {
    private Wait() {}

    static void until(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Rig.PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("waited in vain");
            }
            Thread.onSpinWait();
        }
    }
}
