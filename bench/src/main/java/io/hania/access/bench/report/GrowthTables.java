package io.hania.access.bench.report;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The curves of growth. */
final class GrowthTables {
    private final Path project;

    GrowthTables(Path project) {
        this.project = project;
    }

    String write(JsonObject results) throws IOException {
        Map<String, List<JsonObject>> curves = new LinkedHashMap<>();
        results.getJsonArray("points").stream()
                .map(JsonObject.class::cast)
                .forEach(point -> curves.computeIfAbsent(point.getString("curve"), _ -> new ArrayList<>())
                        .add(point));
        StringBuilder out = new StringBuilder("| | x | calls/s | CPU a call | p50 | p99 | memory, both |\n");
        out.append("|---|---:|---:|---:|---:|---:|---:|\n");
        for (Map.Entry<String, List<JsonObject>> curve : curves.entrySet()) {
            curve.getValue().forEach(point -> out.append(row(point)));
            if (curve.getValue().size() > 2) {
                Plot.bars(
                        project.resolve("docs/performance/growth-" + curve.getKey() + ".svg"),
                        "Calls a second by " + curve.getKey(),
                        bars(curve.getValue()),
                        "");
            }
        }
        out.append('\n');
        curves.forEach((name, points) -> {
            if (points.size() > 2) {
                out.append("![Calls a second by ")
                        .append(name)
                        .append("](performance/growth-")
                        .append(name)
                        .append(".svg)\n");
            }
        });
        if (results.containsKey("streams")) {
            out.append(streams(results.getJsonObject("streams")));
        }
        return out.toString();
    }

    private static String streams(JsonObject found) {
        return String.format(
                Locale.ROOT,
                "%n%,d streams at once, an event a second each: %.1f KB of the gateway's memory a stream; from the upstream's"
                        + " write to the caller's read %.1f ms for the first event (median; %.1f ms p99) and %.1f ms p99"
                        + " for the later ones; %.0f %% of a core.%n",
                found.getInteger("streams"),
                found.getDouble("kilobytes_each"),
                found.getDouble("first_p50_ms"),
                found.getDouble("first_p99_ms"),
                found.getDouble("later_p99_ms"),
                found.getDouble("cpu_percent"));
    }

    private static Map<String, Double> bars(List<JsonObject> points) {
        Map<String, Double> bars = new LinkedHashMap<>();
        points.forEach(point ->
                bars.put(String.format(Locale.ROOT, "%,d", point.getLong("x")), point.getDouble("calls_per_second")));
        return bars;
    }

    private static String row(JsonObject point) {
        return String.format(
                Locale.ROOT,
                "| %s | %,d | %,.0f | %.0f µs | %.1f ms | %.1f ms | %.0f MB |%n",
                point.getString("curve"),
                point.getLong("x"),
                point.getDouble("calls_per_second"),
                point.getDouble("cpu_micros"),
                point.getDouble("p50_ms"),
                point.getDouble("p99_ms"),
                point.getDouble("resident_mb"));
    }
}
