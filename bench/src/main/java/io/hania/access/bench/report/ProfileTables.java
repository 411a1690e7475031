package io.hania.access.bench.report;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;

/** Where the time goes. */
final class ProfileTables {
    private static final int ROWS = 15;

    private ProfileTables() {}

    static String write(JsonObject results) {
        StringBuilder out = new StringBuilder("| | CPU a call | allocated a call |\n|---|---:|---:|\n");
        for (String service : List.of("gateway", "auth")) {
            out.append(String.format(
                    Locale.ROOT,
                    "| %s | %.1f µs | %,.0f bytes |%n",
                    service,
                    results.getDouble(service + "_micros"),
                    results.getJsonObject(service).getDouble("allocated_bytes_per_call")));
        }
        out.append(String.format(Locale.ROOT, "| Redis | %.1f µs | |%n%n", results.getDouble("redis_micros")));
        for (String service : List.of("gateway", "auth")) {
            JsonObject found = results.getJsonObject(service);
            table(out, service + ": where samples were taken", found.getJsonArray("top"));
            table(out, service + ": the innermost method of ours", found.getJsonArray("own"));
            table(out, service + ": what is allocated", found.getJsonArray("allocating"));
        }
        return out.toString();
    }

    private static void table(StringBuilder out, String title, JsonArray rows) {
        out.append("| ").append(title).append(" | % |\n|---|---:|\n");
        rows.stream()
                .map(JsonObject.class::cast)
                .limit(ROWS)
                .forEach(row -> out.append("| `")
                        .append(row.getString("what"))
                        .append("` | ")
                        .append(row.getDouble("percent"))
                        .append(" |\n"));
        out.append('\n');
    }
}
