package io.hania.access.bench;

import io.hania.access.bench.Bench.Pace;
import io.hania.access.bench.load.LoadClient;
import io.hania.access.bench.load.Wrk;
import io.hania.access.bench.report.Medians;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Rounds of load on whoever is compared, and what they came to. */
final class Rounds {
    static final int CONNECTIONS = 64;

    private final Path script;
    private final Pace pace;
    private final Keys keys;
    private final Map<String, JsonArray> results = new LinkedHashMap<>();

    Rounds(Field field, Pace pace) {
        this.script = field.places().peers().resolve("keys.lua");
        this.pace = pace;
        this.keys = field.keys();
    }

    /** First few at once, so that all keys are known; then as much as goes. */
    void warmUp(Contender contender) throws IOException {
        Duration half = pace.warmUp().dividedBy(2);
        LoadClient.run(contender.port(), keys.requests(Field.PATH), 8, 0, Duration.ZERO, half);
        wrk(contender, pace.warmUp());
    }

    /** Throughput, CPU a call, memory. */
    void throughput(Contender contender, int round) throws IOException {
        wrk(contender, pace.leadIn());
        Map<String, Long> before = contender.cpuMillisByProcess();
        Wrk.Outcome outcome = wrk(contender, pace.throughput());
        JsonObject cpu = new JsonObject();
        double all = 0;
        for (Map.Entry<String, Long> after : contender.cpuMillisByProcess().entrySet()) {
            double micros = 1000.0 * (after.getValue() - before.getOrDefault(after.getKey(), 0L)) / outcome.calls();
            cpu.put(after.getKey(), micros);
            all += micros;
        }
        System.out.printf(
                "%d  %-40s %,9.0f calls/s  %6.1f µs CPU/call  %4.0f MB  %d refused%n",
                round, contender.name(), outcome.perSecond(), all, contender.residentMegabytes(), outcome.refused());
        of(contender)
                .add(new JsonObject()
                        .put("calls_per_second", outcome.perSecond())
                        .put("cpu_micros", all)
                        .put("cpu", cpu)
                        .put("refused", outcome.refused())
                        .put("resident_mb", contender.residentMegabytes()));
    }

    /** Latency at a fixed rate, added to what the same round of throughput came to. */
    void latency(Contender contender, int round, double rate) throws IOException {
        LoadClient.Outcome outcome = LoadClient.run(
                contender.port(), keys.requests(Field.PATH), CONNECTIONS, rate, pace.leadIn(), pace.latency());
        of(contender)
                .getJsonObject(round - 1)
                .put("rate", rate)
                .put("p50_ms", outcome.millisAt(50))
                .put("p90_ms", outcome.millisAt(90))
                .put("p99_ms", outcome.millisAt(99))
                .put("p999_ms", outcome.millisAt(99.9));
    }

    /** Calls a second that it came to so far. */
    double speed(Contender contender) {
        return Medians.of(of(contender), "calls_per_second");
    }

    JsonArray of(Contender contender) {
        return results.computeIfAbsent(contender.name(), _ -> new JsonArray());
    }

    private Wrk.Outcome wrk(Contender contender, Duration time) throws IOException {
        return Wrk.run(contender.port(), CONNECTIONS, time, script, keys.file(), Field.PATH);
    }
}
