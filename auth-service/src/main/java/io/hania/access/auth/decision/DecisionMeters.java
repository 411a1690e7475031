package io.hania.access.auth.decision;

import io.hania.access.auth.usage.Outcome;
import io.hania.access.key.KeyKind;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** What the decisions come to, registered at start so that every figure exists at 0. */
@Singleton
public final class DecisionMeters {
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(1),
        Duration.ofMillis(5),
        Duration.ofMillis(25),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofSeconds(1),
        Duration.ofSeconds(10)
    };

    final Counter redisHit;
    final Counter redisMiss;
    final Counter redisTombstone;
    final Counter redisUnknown;
    final Counter redisFailed;
    final Counter postgresHit;
    final Counter postgresUnknown;
    final Counter postgresFailed;
    final Counter counted;
    final Counter limited;
    final Counter countedHere;
    final Counter queries;
    final Counter readsRefused;
    final AtomicInteger inFlight = new AtomicInteger();
    final AtomicInteger reads = new AtomicInteger();

    private final Timer[][] decided = new Timer[KeyKind.values().length][Outcome.values().length];
    private final Timer[] undecided = new Timer[KeyKind.values().length];

    public DecisionMeters(MeterRegistry meters) {
        for (KeyKind kind : KeyKind.values()) {
            for (Outcome outcome : Outcome.values()) {
                decided[kind.ordinal()][outcome.ordinal()] = timer(meters, kind, outcome.column());
            }
            undecided[kind.ordinal()] = timer(meters, kind, "none");
        }
        redisHit = records(meters, "redis", "hit");
        redisMiss = records(meters, "redis", "miss");
        redisTombstone = records(meters, "redis", "tombstone");
        redisUnknown = records(meters, "redis", "unknown");
        redisFailed = records(meters, "redis", "failed");
        postgresHit = records(meters, "postgres", "hit");
        postgresUnknown = records(meters, "postgres", "unknown");
        postgresFailed = records(meters, "postgres", "failed");
        counted = limits(meters, "counted");
        limited = limits(meters, "limited");
        countedHere = limits(meters, "fallback");
        queries = Counter.builder("auth.postgres.queries").register(meters);
        readsRefused = Counter.builder("auth.postgres.reads.refused").register(meters);
        meters.gauge("auth.decisions.in.flight", inFlight);
        meters.gauge("auth.postgres.reads", reads);
    }

    void decided(KeyKind kind, Outcome outcome, long nanos) {
        inFlight.decrementAndGet();
        decided[kind.ordinal()][outcome.ordinal()].record(nanos, TimeUnit.NANOSECONDS);
    }

    void undecided(KeyKind kind, long nanos) {
        inFlight.decrementAndGet();
        undecided[kind.ordinal()].record(nanos, TimeUnit.NANOSECONDS);
    }

    private static Timer timer(MeterRegistry meters, KeyKind kind, String result) {
        return Timer.builder("auth.decisions")
                .tag("kind", kind.claim())
                .tag("result", result)
                .serviceLevelObjectives(BUCKETS)
                .register(meters);
    }

    private static Counter records(MeterRegistry meters, String tier, String result) {
        return Counter.builder("auth.records")
                .tag("tier", tier)
                .tag("result", result)
                .register(meters);
    }

    private static Counter limits(MeterRegistry meters, String result) {
        return Counter.builder("auth.limits").tag("result", result).register(meters);
    }
}
