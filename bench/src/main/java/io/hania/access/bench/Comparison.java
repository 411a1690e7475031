package io.hania.access.bench;

import io.hania.access.bench.Bench.Pace;
import io.hania.access.bench.load.Child;
import io.hania.access.bench.load.LoadClient;
import io.hania.access.bench.load.Wrk;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Everybody in turn, several rounds: throughput, CPU per call, then latency at half the load of the weakest that matter. */
final class Comparison {
    private static final int CONNECTIONS = 64;
    private static final int KEYS = 10_000;

    private final Places places;
    private final Pace pace;
    private final Field field;
    private final Map<String, List<JsonObject>> rounds = new LinkedHashMap<>();

    private Comparison(Places places, Pace pace, Field field) {
        this.places = places;
        this.pace = pace;
        this.field = field;
    }

    static void run(Places places, Pace pace) throws Exception {
        try (Field field = new Field(places, KEYS)) {
            new Comparison(places, pace, field).run();
        }
    }

    private void run() throws IOException {
        Ours ours = field.ours();
        JsonObject idle = new JsonObject()
                .put("gateway_mb", ours.gateway().residentKilobytes() / 1024)
                .put("auth_mb", ours.auth().residentKilobytes() / 1024)
                .put("gateway_start_ms", ours.startMillis())
                .put("auth_start_ms", ours.authStartMillis());
        List<Contender> everybody = everybody(ours);
        for (Contender contender : everybody) {
            warmUp(contender);
        }
        for (int round = 1; round <= pace.rounds(); round++) {
            for (Contender contender : everybody) {
                measure(contender, round);
            }
        }
        latencies(everybody);
        write(everybody, idle);
    }

    private List<Contender> everybody(Ours ours) throws IOException {
        List<Child> redis = List.of(field.redisProcess());
        List<Child> auth = List.of(ours.auth(), field.redisProcess(), field.postgresProcess());
        Map<String, Integer> forward = Map.of("AUTH", ours.authHttp());
        List<Contender> all = new ArrayList<>();
        all.add(field.upstreamAlone());
        all.add(field.nginx("nginx as a bare proxy", "nginx-bare.conf", Map.of(), List.of()));
        all.add(ours.contender());
        all.add(field.nginx("nginx + Lua + Redis", "nginx-lua.conf", Map.of(), redis));
        all.add(field.haproxy());
        all.add(field.nginx("nginx auth_request → our auth-service", "nginx-auth-request.conf", forward, auth));
        all.add(field.caddy(ours.authHttp(), auth));
        Path spring = places.peers().resolve("spring-cloud-gateway/target/peer.jar");
        if (Files.exists(spring)) {
            all.add(field.spring(spring));
        }
        return all;
    }

    /** First few at once, so that all keys are known; then as much as goes. */
    private void warmUp(Contender contender) throws IOException {
        LoadClient.run(
                contender.port(),
                field.keys().requests(Field.PATH),
                8,
                0,
                Duration.ZERO,
                pace.warmUp().dividedBy(2));
        Wrk.run(
                contender.port(),
                CONNECTIONS,
                pace.warmUp(),
                wrkScript(),
                field.keys().file(),
                Field.PATH);
    }

    private void measure(Contender contender, int round) throws IOException {
        long before = contender.cpuMillis();
        Wrk.Outcome outcome = Wrk.run(
                contender.port(),
                CONNECTIONS,
                pace.throughput(),
                wrkScript(),
                field.keys().file(),
                Field.PATH);
        double micros = 1000.0 * (contender.cpuMillis() - before) / outcome.calls();
        System.out.printf(
                "%d  %-40s %,9.0f calls/s  %6.1f µs CPU/call  %4.0f MB  %d refused%n",
                round, contender.name(), outcome.perSecond(), micros, contender.residentMegabytes(), outcome.refused());
        of(contender.name())
                .add(new JsonObject()
                        .put("calls_per_second", outcome.perSecond())
                        .put("cpu_micros", micros)
                        .put("refused", outcome.refused())
                        .put("resident_mb", contender.residentMegabytes()));
    }

    private void latencies(List<Contender> everybody) throws IOException {
        double rate = Math.floor(median("nginx + Lua + Redis") / 2);
        for (int round = 0; round < pace.rounds(); round++) {
            for (Contender contender : everybody) {
                double possible = Math.min(rate, 0.5 * median(contender.name()));
                LoadClient.Outcome outcome = LoadClient.run(
                        contender.port(),
                        field.keys().requests(Field.PATH),
                        CONNECTIONS,
                        possible,
                        Duration.ofSeconds(1),
                        pace.latency());
                of(contender.name())
                        .get(round)
                        .put("rate", possible)
                        .put("p50_ms", outcome.millisAt(50))
                        .put("p90_ms", outcome.millisAt(90))
                        .put("p99_ms", outcome.millisAt(99))
                        .put("p999_ms", outcome.millisAt(99.9));
            }
        }
    }

    private List<JsonObject> of(String name) {
        return rounds.computeIfAbsent(name, _ -> new ArrayList<>());
    }

    private double median(String name) {
        double[] all = of(name).stream()
                .mapToDouble(round -> round.getDouble("calls_per_second"))
                .sorted()
                .toArray();
        return all[all.length / 2];
    }

    private void write(List<Contender> everybody, JsonObject idle) throws IOException {
        JsonArray contenders = new JsonArray();
        for (Contender contender : everybody) {
            contenders.add(new JsonObject()
                    .put("name", contender.name())
                    .put("start_ms", contender.startMillis())
                    .put("rounds", new JsonArray(of(contender.name()))));
        }
        JsonObject all = new JsonObject()
                .put("at", Instant.now().toString())
                .put("keys", KEYS)
                .put("connections", CONNECTIONS)
                .put("seconds", pace.throughput().toSeconds())
                .put("machine", Machine.describe())
                .put("idle", idle)
                .put("contenders", contenders);
        Files.writeString(places.work().resolve("comparison.json"), all.encodePrettily());
    }

    private Path wrkScript() {
        return places.peers().resolve("keys.lua");
    }
}
