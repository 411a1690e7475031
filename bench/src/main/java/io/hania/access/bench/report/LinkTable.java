package io.hania.access.bench.report;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/** The decision link beside gRPC. */
final class LinkTable {
    private LinkTable() {}

    static String write(JsonObject results) {
        List<JsonObject> rounds = results.getJsonArray("rounds").stream()
                .map(JsonObject.class::cast)
                .toList();
        StringBuilder out =
                new StringBuilder("| in flight | | questions/s | CPU each, both ends |\n|---:|---|---:|---:|\n");
        for (int inFlight :
                rounds.stream().map(r -> r.getInteger("in_flight")).distinct().toList()) {
            for (String hop :
                    rounds.stream().map(r -> r.getString("hop")).distinct().toList()) {
                out.append(String.format(
                        Locale.ROOT,
                        "| %d | %s | %,.0f | %.2f µs |%n",
                        inFlight,
                        hop,
                        Medians.of(values(rounds, hop, inFlight, "per_second")),
                        Medians.of(values(rounds, hop, inFlight, "cpu_micros"))));
            }
        }
        return out.toString();
    }

    private static DoubleStream values(List<JsonObject> rounds, String hop, int inFlight, String field) {
        return rounds.stream()
                .filter(round -> round.getString("hop").equals(hop) && round.getInteger("in_flight") == inFlight)
                .mapToDouble(round -> round.getDouble(field));
    }
}
