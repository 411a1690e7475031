package io.hania.access.bench.report;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Ours beside its peers. */
final class ComparisonTables {
    private static final String YARDSTICK = "nginx + Lua + Redis";
    private static final String OURS = "Hania Access";

    private final Path project;

    ComparisonTables(Path project) {
        this.project = project;
    }

    String write(JsonObject results) throws IOException {
        List<JsonObject> all = results.getJsonArray("contenders").stream()
                .map(JsonObject.class::cast)
                .toList();
        StringBuilder out = new StringBuilder();
        machine(out, results);
        speed(out, all);
        latency(out, all);
        goals(out, results, all);
        plots(out, all);
        return out.toString();
    }

    private static void machine(StringBuilder out, JsonObject results) {
        JsonObject machine = results.getJsonObject("machine");
        out.append("Measured ").append(results.getString("at"), 0, 16).append(" UTC on ");
        out.append(machine.getInteger("cores")).append(" × ").append(machine.getString("processor"));
        out.append(", ").append(machine.getString("kernel")).append(", Java ").append(machine.getString("java"));
        for (String peer : List.of("nginx", "haproxy", "caddy", "wrk")) {
            out.append("; ").append(peer).append(": ").append(machine.getString(peer));
        }
        out.append(".\n").append(results.getInteger("keys")).append(" keys, ");
        out.append(results.getInteger("connections")).append(" connections, rounds of ");
        out.append(results.getInteger("seconds")).append(" s, everybody in turn; medians.\n\n");
    }

    private static void speed(StringBuilder out, List<JsonObject> all) {
        double yardstick = value(all, YARDSTICK, "calls_per_second");
        out.append("| | calls/s | beside nginx + Lua | CPU a call | of which | memory | start | refused |\n");
        out.append("|---|---:|---:|---:|---|---:|---:|---:|\n");
        for (JsonObject each : all) {
            String name = each.getString("name");
            JsonArray rounds = each.getJsonArray("rounds");
            double calls = Medians.of(rounds, "calls_per_second");
            out.append(String.format(
                    Locale.ROOT,
                    "| %s | %,.0f | %.2f | %.0f µs | %s | %.0f MB | %s | %.0f |%n",
                    name.equals(OURS) ? "**" + name + "**" : name,
                    calls,
                    calls / yardstick,
                    Medians.of(rounds, "cpu_micros"),
                    shares(rounds),
                    Medians.of(rounds, "resident_mb"),
                    each.getLong("start_ms") == 0 ? "" : each.getLong("start_ms") + " ms",
                    Medians.of(rounds, "refused")));
        }
        out.append('\n');
    }

    private static String shares(JsonArray rounds) {
        return Medians.byProcess(rounds).entrySet().stream()
                .map(each -> String.format(Locale.ROOT, "%s %.0f", each.getKey(), each.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static void latency(StringBuilder out, List<JsonObject> all) {
        out.append(
                "Latency at a fixed rate, from the instant a call was due (at half of what nginx + Lua reaches, or half");
        out.append(" of its own for whoever reaches less):\n\n");
        out.append("| | calls/s | p50 | p90 | p99 | p99.9 |\n|---|---:|---:|---:|---:|---:|\n");
        for (JsonObject each : all) {
            JsonArray rounds = each.getJsonArray("rounds");
            out.append(String.format(
                    Locale.ROOT,
                    "| %s | %,.0f | %.2f ms | %.2f ms | %.2f ms | %.2f ms |%n",
                    each.getString("name"),
                    Medians.of(rounds, "rate"),
                    Medians.of(rounds, "p50_ms"),
                    Medians.of(rounds, "p90_ms"),
                    Medians.of(rounds, "p99_ms"),
                    Medians.of(rounds, "p999_ms")));
        }
        out.append('\n');
    }

    private static void goals(StringBuilder out, JsonObject results, List<JsonObject> all) {
        double ours = value(all, OURS, "calls_per_second");
        out.append("| goal | asked | measured | |\n|---|---:|---:|---|\n");
        atLeast(out, "throughput beside nginx + Lua + Redis", 1.3, ours / value(all, YARDSTICK, "calls_per_second"));
        atLeast(
                out,
                "beside nginx as a bare proxy",
                0.65,
                ours / value(all, "nginx as a bare proxy", "calls_per_second"));
        double spring = value(all, "Spring Cloud Gateway + Redis", "calls_per_second");
        if (!Double.isNaN(spring)) {
            atLeast(out, "beside Spring Cloud Gateway", 4, ours / spring);
        }
        atMost(
                out,
                "CPU a call beside nginx + Lua + Redis",
                1,
                value(all, OURS, "cpu_micros") / value(all, YARDSTICK, "cpu_micros"));
        for (Map.Entry<String, Double> goal :
                Map.of("p50_ms", 0.35, "p99_ms", 2.0).entrySet()) {
            double added = value(all, OURS, goal.getKey()) - value(all, "upstream alone", goal.getKey());
            atMost(out, "added latency, " + goal.getKey().replace("_ms", "") + ", ms", goal.getValue(), added);
        }
        JsonObject idle = results.getJsonObject("idle");
        atMost(out, "start of the gateway, ms", 1200, idle.getLong("gateway_start_ms"));
        atMost(out, "start of the auth-service, ms", 1200, idle.getLong("auth_start_ms"));
        atMost(out, "memory of the idle gateway, MB", 170, idle.getLong("gateway_mb"));
        atMost(out, "memory of the idle auth-service, MB", 170, idle.getLong("auth_mb"));
        out.append('\n');
    }

    private static void atLeast(StringBuilder out, String goal, double asked, double measured) {
        row(out, goal, "≥ ", asked, measured, measured >= asked);
    }

    private static void atMost(StringBuilder out, String goal, double asked, double measured) {
        row(out, goal, "≤ ", asked, measured, measured <= asked);
    }

    private static void row(
            StringBuilder out, String goal, String sign, double asked, double measured, boolean reached) {
        String form = asked >= 100 ? "%.0f" : "%.2f";
        out.append(String.format(
                Locale.ROOT,
                "| %s | %s" + form + " | " + form + " | %s |%n",
                goal,
                sign,
                asked,
                measured,
                reached ? "reached" : "**not reached**"));
    }

    private void plots(StringBuilder out, List<JsonObject> all) throws IOException {
        Map<String, Double> speed = new LinkedHashMap<>();
        Map<String, Double> cpu = new LinkedHashMap<>();
        all.forEach(each -> {
            speed.put(each.getString("name"), Medians.of(each.getJsonArray("rounds"), "calls_per_second"));
            cpu.put(each.getString("name"), Medians.of(each.getJsonArray("rounds"), "cpu_micros"));
        });
        cpu.remove("upstream alone");
        Plot.bars(project.resolve("docs/performance/throughput.svg"), "Calls a second", speed, OURS);
        Plot.bars(project.resolve("docs/performance/cpu.svg"), "CPU a call, µs", cpu, OURS);
        out.append("![Calls a second](performance/throughput.svg)\n\n![CPU a call](performance/cpu.svg)\n");
    }

    private static double value(List<JsonObject> all, String name, String field) {
        return all.stream()
                .filter(each -> each.getString("name").equals(name))
                .mapToDouble(each -> Medians.of(each.getJsonArray("rounds"), field))
                .findFirst()
                .orElse(Double.NaN);
    }
}
