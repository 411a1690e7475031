package io.hania.access.bench.report;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.stream.DoubleStream;

/** The middle of several rounds. */
final class Medians {
    private Medians() {}

    static double of(JsonArray rounds, String field) {
        return of(rounds.stream()
                .map(JsonObject.class::cast)
                .filter(round -> round.containsKey(field))
                .mapToDouble(round -> round.getDouble(field)));
    }

    static double of(DoubleStream values) {
        double[] all = values.sorted().toArray();
        return all.length == 0 ? Double.NaN : all[all.length / 2];
    }
}
