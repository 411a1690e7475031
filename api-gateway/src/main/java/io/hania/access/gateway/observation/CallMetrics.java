package io.hania.access.gateway.observation;

import io.hania.access.decision.Decision;
import io.hania.access.decision.Refusal;
import io.hania.access.gateway.decision.Place;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** Counts and times of calls. All meters exist from the start and are held in fields: a call looks none up. */
public final class CallMetrics {
    private static final String[] PLACES = {"account", "widget", "public"};
    private static final String[] RESULTS = {
        "allowed",
        "unauthorized",
        "origin_not_allowed",
        "limited",
        "not_found",
        "method_not_allowed",
        "missing_ability",
        "none"
    };
    private static final String[] OUTCOMES = {"answered", "unreachable", "timeout", "aborted"};
    private static final int NONE = RESULTS.length - 1;

    private final Timer[][] calls = new Timer[PLACES.length][6];
    private final Timer[] decisions = new Timer[RESULTS.length];
    private final Map<String, Map<String, Timer>> upstreams = new HashMap<>();
    private final LongAdder streams = new LongAdder();

    /** Registers everything. */
    public CallMetrics(MeterRegistry registry, Collection<String> upstreamNames) {
        for (int place = 0; place < PLACES.length; place++) {
            for (int status = 2; status <= 5; status++) {
                calls[place][status] = timer("gateway.calls")
                        .tag("place", PLACES[place])
                        .tag("status", status + "xx")
                        .register(registry);
            }
        }
        for (int i = 0; i < RESULTS.length; i++) {
            decisions[i] = timer("gateway.decisions").tag("result", RESULTS[i]).register(registry);
        }
        for (String name : upstreamNames) {
            Map<String, Timer> outcomes = new HashMap<>();
            for (String outcome : OUTCOMES) {
                outcomes.put(
                        outcome,
                        timer("gateway.upstream")
                                .tag("upstream", name)
                                .tag("outcome", outcome)
                                .register(registry));
            }
            upstreams.put(name, outcomes);
        }
        Gauge.builder("gateway.streams.open", streams, LongAdder::sum).register(registry);
    }

    private static Timer.Builder timer(String name) {
        return Timer.builder(name)
                .serviceLevelObjectives(
                        Duration.ofMillis(1),
                        Duration.ofMillis(5),
                        Duration.ofMillis(25),
                        Duration.ofMillis(100),
                        Duration.ofMillis(250),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(10));
    }

    /** A call of that place was answered. */
    public void called(Place place, int status, long nanos) {
        int at = switch (place) {
            case Place.Account _ -> 0;
            case Place.Widget _ -> 1;
            case Place.Embed _, Place.Other _ -> 2;
        };
        calls[at][status / 100].record(nanos, TimeUnit.NANOSECONDS);
    }

    /** auth-service answered. */
    public void decided(Decision decision, long nanos) {
        decisions[result(decision)].record(nanos, TimeUnit.NANOSECONDS);
    }

    /** No decision could be had. */
    public void undecided(long nanos) {
        decisions[NONE].record(nanos, TimeUnit.NANOSECONDS);
    }

    /** An exchange with an upstream has begun to be answered, or never will be. */
    public void upstream(String name, String outcome, long nanos) {
        Map<String, Timer> outcomes = upstreams.get(name);
        Timer timer = outcomes == null ? null : outcomes.get(outcome);
        if (timer != null) {
            timer.record(nanos, TimeUnit.NANOSECONDS);
        }
    }

    /** An answer has begun. */
    public void streamOpened() {
        streams.increment();
    }

    /** An answer has ended. */
    public void streamClosed() {
        streams.decrement();
    }

    private static int result(Decision decision) {
        return switch (decision) {
            case Decision.Allowed _ -> 0;
            case Decision.Limited _ -> 3;
            case Decision.Refused refused ->
                switch (refused.refusal()) {
                    case Refusal.Unauthorized _ -> 1;
                    case Refusal.OriginNotAllowed _ -> 2;
                    case Refusal.NotFound _ -> 4;
                    case Refusal.MethodNotAllowed _ -> 5;
                    case Refusal.MissingAbility _ -> 6;
                };
        };
    }
}
