package io.hania.access.bench;

import io.hania.access.bench.Bench.Pace;
import io.hania.access.bench.report.Medians;
import io.vertx.core.json.JsonArray;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** This build beside an earlier one, and beside nginx + Lua + Redis, in short rounds in turn: what a change brings. */
final class Against {
    private static final int ROUNDS = 5;
    private static final Pace PACE = new Pace(
            ROUNDS, Duration.ofSeconds(15), Duration.ofSeconds(4), Duration.ofSeconds(8), Duration.ofSeconds(2));

    private Against() {}

    /**
     * @param earlier a copy of {@code bench/work/apps}
     * @param settings with which this build is measured once more; empty not to
     */
    static void run(Places places, Path earlier, List<String> settings) throws Exception {
        try (Field field = new Field(places, 10_000)) {
            Contender before = field.ours("before", places.with(earlier)).contender();
            Contender now = field.ours("now", places).contender();
            Contender lua =
                    field.nginx(Comparison.YARDSTICK, "nginx-lua.conf", Map.of(), List.of(field.redisProcess()));
            List<Contender> all = new ArrayList<>(List.of(before, now, lua));
            if (!settings.isEmpty()) {
                all.add(field.ours("now, with settings", places.with(settings)).contender());
            }
            Rounds rounds = new Rounds(field, PACE);
            for (Contender each : all) {
                rounds.warmUp(each);
            }
            for (int round = 1; round <= ROUNDS; round++) {
                for (Contender each : all) {
                    rounds.throughput(each, round);
                }
            }
            for (int round = 1; round <= ROUNDS; round++) {
                for (Contender each : all) {
                    rounds.latency(each, round, Math.floor(rounds.speed(lua) / 2));
                }
            }
            for (Contender each : all) {
                print(each.name(), rounds.of(each));
            }
        }
    }

    private static void print(String name, JsonArray rounds) throws IOException {
        System.out.printf(
                "%-20s %,8.0f calls/s  %5.1f µs CPU/call (%s)  p50 %.2f ms  p99 %.2f ms%n",
                name,
                Medians.of(rounds, "calls_per_second"),
                Medians.of(rounds, "cpu_micros"),
                Medians.byProcess(rounds).entrySet().stream()
                        .map(each -> String.format("%s %.1f", each.getKey(), each.getValue()))
                        .collect(Collectors.joining(", ")),
                Medians.of(rounds, "p50_ms"),
                Medians.of(rounds, "p99_ms"));
    }
}
