package io.hania.access.gateway.edge;

import io.hania.access.gateway.GatewayConfig;

/** How fast a body arrives: it may neither pause for long nor trickle. */
final class BodyPace {
    private static final long GRACE_NANOS = 10_000_000_000L;
    private static final double SECOND_NANOS = 1e9;

    private final GatewayConfig.Limits limits;
    private long began;
    private long last;
    private long bytes;
    private long pausedAt;

    BodyPace(GatewayConfig.Limits limits) {
        this.limits = limits;
    }

    void begin() {
        bytes = 0;
        pausedAt = 0;
        began = System.nanoTime();
        last = began;
    }

    void arrived(int count) {
        bytes += count;
        last = System.nanoTime();
    }

    /** The gateway itself doesn't read for a while, which counts for nothing. */
    void pause() {
        if (pausedAt == 0) {
            pausedAt = System.nanoTime();
        }
    }

    /** The gateway reads again. */
    void resume() {
        if (pausedAt != 0) {
            last = System.nanoTime();
            began += last - pausedAt;
            pausedAt = 0;
        }
    }

    boolean tooSlow(long now) {
        if (pausedAt != 0) {
            return false;
        }
        long lasting = now - began;
        return now - last > limits.bodyIdle().toNanos()
                || lasting > GRACE_NANOS && bytes < limits.bodyRate() * (lasting - GRACE_NANOS) / SECOND_NANOS;
    }
}
