package io.hania.access.bench;

import io.hania.access.bench.link.GrpcHop;
import io.hania.access.bench.link.Hop;
import io.hania.access.bench.link.LinkHop;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** The decision link beside gRPC, in turn: questions a second and CPU per question of both ends. */
final class LinkRounds {
    private LinkRounds() {}

    static void run(Places places, boolean quick) throws IOException, InterruptedException {
        long millis = quick ? 2_000 : 6_000;
        JsonArray points = new JsonArray();
        try (Hop link = new LinkHop();
                Hop grpc = new GrpcHop()) {
            for (int inFlight : List.of(1, 16, 64, 256)) {
                List<JsonObject> rounds = new ArrayList<>();
                measure(link, inFlight, millis);
                measure(grpc, inFlight, millis);
                for (int round = 0; round < 5; round++) {
                    rounds.add(measure(link, inFlight, millis));
                    rounds.add(measure(grpc, inFlight, millis));
                }
                rounds.forEach(points::add);
            }
        }
        Files.writeString(
                places.work().resolve("link.json"),
                new JsonObject().put("rounds", points).encodePrettily());
    }

    private static JsonObject measure(Hop hop, int inFlight, long millis) throws InterruptedException {
        Hop.Run run = new Hop.Run();
        long cpu = cpuNanos();
        long begin = System.nanoTime();
        hop.ask(inFlight, run);
        Thread.sleep(millis);
        long answers = run.answers();
        double seconds = (System.nanoTime() - begin) / 1e9;
        double micros = (cpuNanos() - cpu) / 1e3 / answers;
        run.stop();
        Thread.sleep(100);
        System.out.printf(
                "%4d in flight  %-26s %,10.0f questions/s  %6.2f µs CPU each%n",
                inFlight, hop.name(), answers / seconds, micros);
        return new JsonObject()
                .put("hop", hop.name())
                .put("in_flight", inFlight)
                .put("per_second", answers / seconds)
                .put("cpu_micros", micros);
    }

    private static long cpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }
}
