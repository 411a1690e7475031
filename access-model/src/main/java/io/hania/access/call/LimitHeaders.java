package io.hania.access.call;

import io.hania.access.decision.Quota;

/**
 * What callers are told of their limit: {@code RateLimit-Policy} and {@code RateLimit} as structured fields of the IETF
 * httpapi draft, and the three {@code X-RateLimit-*} for older clients (contract, 2.4).
 */
public final class LimitHeaders {
    private static final String POLICY = "\"default\"";

    private LimitHeaders() {}

    /** {@code RateLimit-Policy}: such as {@code "default";q=1000;w=3600}. */
    public static String policy(Quota quota) {
        return POLICY + ";q=" + quota.limit() + ";w=" + quota.windowSeconds();
    }

    /** {@code RateLimit}: such as {@code "default";r=998;t=60}. */
    public static String state(Quota quota) {
        return POLICY + ";r=" + quota.remaining() + ";t=" + quota.resetSeconds();
    }

    /** Receives one header. */
    @FunctionalInterface
    public interface Sink {
        /** Sets the header. */
        void set(String name, String value);
    }

    /** Writes all five. */
    public static void write(Quota quota, Sink sink) {
        sink.set("RateLimit-Policy", policy(quota));
        sink.set("RateLimit", state(quota));
        sink.set("X-RateLimit-Limit", Integer.toString(quota.limit()));
        sink.set("X-RateLimit-Remaining", Integer.toString(quota.remaining()));
        sink.set("X-RateLimit-Reset", Integer.toString(quota.resetSeconds()));
    }
}
