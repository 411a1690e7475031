package io.hania.access.bench.report;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/** The middle of several rounds; of an even number, half-way between the two in the middle. */
public final class Medians {
    private Medians() {}

    /** Of one figure; NaN if no round has it. */
    public static double of(JsonArray rounds, String field) {
        return of(rounds.stream()
                .map(JsonObject.class::cast)
                .filter(round -> round.containsKey(field))
                .mapToDouble(round -> round.getDouble(field)));
    }

    /** CPU a call of each process. */
    public static Map<String, Double> byProcess(JsonArray rounds) {
        List<JsonObject> all = rounds.stream()
                .map(round -> ((JsonObject) round).getJsonObject("cpu"))
                .toList();
        Map<String, Double> micros = new LinkedHashMap<>();
        for (String process : all.getFirst().fieldNames()) {
            micros.put(process, of(all.stream().mapToDouble(cpu -> cpu.getDouble(process))));
        }
        return micros;
    }

    static double of(DoubleStream values) {
        double[] all = values.sorted().toArray();
        return all.length == 0 ? Double.NaN : (all[all.length / 2] + all[(all.length - 1) / 2]) / 2;
    }
}
