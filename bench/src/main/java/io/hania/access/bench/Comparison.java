package io.hania.access.bench;

import io.hania.access.bench.Bench.Pace;
import io.hania.access.bench.load.Child;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Everybody in turn, several rounds: throughput, CPU per call, then latency at half the load of the weakest that matter. */
final class Comparison {
    static final String YARDSTICK = "nginx + Lua + Redis";
    private static final int KEYS = 10_000;

    private final Places places;
    private final Pace pace;
    private final Field field;
    private final Rounds rounds;

    private Comparison(Places places, Pace pace, Field field) {
        this.places = places;
        this.pace = pace;
        this.field = field;
        this.rounds = new Rounds(field, pace);
    }

    static void run(Places places, Pace pace) throws Exception {
        try (Field field = new Field(places, KEYS)) {
            new Comparison(places, pace, field).run();
        }
    }

    private void run() throws IOException {
        Ours ours = field.ours();
        JsonObject idle = new JsonObject()
                .put("gateway_mb", ours.gatewayProcess().residentKilobytes() / 1024)
                .put("auth_mb", ours.auth().process().residentKilobytes() / 1024)
                .put("gateway_start_ms", ours.gateway().startMillis())
                .put("auth_start_ms", ours.auth().startMillis());
        List<Contender> everybody = everybody(ours);
        for (Contender contender : everybody) {
            rounds.warmUp(contender);
        }
        for (int round = 1; round <= pace.rounds(); round++) {
            for (Contender contender : everybody) {
                rounds.throughput(contender, round);
            }
        }
        latencies(everybody);
        write(everybody, idle);
    }

    private List<Contender> everybody(Ours ours) throws IOException {
        List<Child> redis = List.of(field.redisProcess());
        List<Child> auth = List.of(ours.auth().process(), field.redisProcess(), field.postgresProcess());
        Map<String, Integer> forward = Map.of("AUTH", ours.auth().http());
        List<Contender> all = new ArrayList<>();
        all.add(field.upstreamAlone());
        all.add(field.nginx("nginx as a bare proxy", "nginx-bare.conf", Map.of(), List.of()));
        all.add(ours.contender());
        all.add(field.nginx(YARDSTICK, "nginx-lua.conf", Map.of(), redis));
        all.add(field.haproxy());
        all.add(field.nginx("nginx auth_request → our auth-service", "nginx-auth-request.conf", forward, auth));
        all.add(field.caddy(ours.auth().http(), auth));
        Path spring = places.peers().resolve("spring-cloud-gateway/target/peer.jar");
        if (Files.exists(spring)) {
            all.add(field.spring(spring));
        }
        return all;
    }

    private void latencies(List<Contender> everybody) throws IOException {
        double rate = Math.floor(everybody.stream()
                        .filter(each -> each.name().equals(YARDSTICK))
                        .mapToDouble(rounds::speed)
                        .sum()
                / 2);
        for (int round = 1; round <= pace.rounds(); round++) {
            for (Contender contender : everybody) {
                rounds.latency(contender, round, Math.min(rate, rounds.speed(contender) / 2));
            }
        }
    }

    private void write(List<Contender> everybody, JsonObject idle) throws IOException {
        JsonArray contenders = new JsonArray();
        for (Contender contender : everybody) {
            contenders.add(new JsonObject()
                    .put("name", contender.name())
                    .put("start_ms", contender.startMillis())
                    .put("rounds", rounds.of(contender)));
        }
        JsonObject all = new JsonObject()
                .put("at", Instant.now().toString())
                .put("keys", KEYS)
                .put("connections", Rounds.CONNECTIONS)
                .put("seconds", pace.throughput().toSeconds())
                .put("machine", Machine.describe())
                .put("idle", idle)
                .put("contenders", contenders);
        Files.writeString(places.work().resolve("comparison.json"), all.encodePrettily());
    }
}
