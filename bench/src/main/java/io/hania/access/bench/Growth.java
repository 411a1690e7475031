package io.hania.access.bench;

import io.hania.access.bench.load.LoadClient;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** How throughput and memory change with keys, connections, body sizes and outcomes. */
final class Growth {
    private static final int CONNECTIONS = 64;
    private static final int KEYS_AT_FIRST = 1_000;

    private final Places places;
    private final Duration time;
    private final int mostKeys;
    private final JsonArray points = new JsonArray();
    private long cpuBefore;

    Growth(Places places, boolean quick) {
        this.places = places;
        this.time = Duration.ofSeconds(quick ? 2 : 6);
        this.mostKeys = quick ? 100_000 : 1_000_000;
    }

    void run() throws Exception {
        try (Field field = new Field(places, KEYS_AT_FIRST)) {
            Ours ours = field.ours();
            Contender us = ours.contender();
            List<byte[]> accepted = field.keys().requests(Field.PATH);
            load(us, accepted, CONNECTIONS, time.multipliedBy(2));
            connections(us, ours, accepted);
            bodies(us, field);
            outcomes(us, field, accepted);
            keys(us, ours, field);
        }
        Files.writeString(
                places.work().resolve("growth.json"),
                new JsonObject().put("points", points).encodePrettily());
    }

    private void keys(Contender us, Ours ours, Field field) throws IOException {
        for (int count = KEYS_AT_FIRST; count <= mostKeys; count *= 10) {
            Keys keys = new Keys(places.work().resolve("keys-growth.txt"), count);
            keys.into(field.postgres(), "100000000", "bots:read");
            List<byte[]> requests = keys.requests(Field.PATH);
            LoadClient.Outcome cold = load(us, requests, 32, time);
            LoadClient.Outcome outcome = load(us, requests, CONNECTIONS, time);
            add("keys", count, outcome, us)
                    .put("cold_calls_per_second", cold.perSecond())
                    .put("auth_mb", ours.auth().residentKilobytes() / 1024);
        }
    }

    private void connections(Contender us, Ours ours, List<byte[]> requests) throws IOException {
        for (int count : List.of(10, 64, 256, 1000)) {
            add("connections", count, load(us, requests, count, time), us);
        }
        List<SocketChannel> quiet = new ArrayList<>();
        try {
            for (int i = 0; i < 10_000; i++) {
                quiet.add(SocketChannel.open(new InetSocketAddress("127.0.0.1", us.port())));
            }
            add("active among 10000 connections", 100, load(us, requests, 100, time), us)
                    .put("gateway_mb", ours.gateway().residentKilobytes() / 1024);
        } finally {
            for (SocketChannel channel : quiet) {
                channel.close();
            }
        }
    }

    private void bodies(Contender us, Field field) throws IOException {
        Keys writers = new Keys(places.work().resolve("keys-growth.txt"), 1_000);
        writers.into(field.postgres(), "null", "bots:write,knowledge:write");
        List<String> keys = Files.readAllLines(writers.file());
        for (int size : List.of(0, 1_000, 10_000, 100_000, 1_000_000)) {
            List<byte[]> requests = keys.subList(0, Math.clamp(20_000_000L / (size + 1), 1, 1_000)).stream()
                    .map(key -> post(key, size))
                    .toList();
            add("body", size, load(us, requests, 16, time), us);
        }
    }

    private static byte[] post(String key, int size) {
        byte[] head =
                ("POST /api/v1/bots HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
                                + size + "\r\nAuthorization: Bearer " + key + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII);
        return Arrays.copyOf(head, head.length + size);
    }

    private void outcomes(Contender us, Field field, List<byte[]> accepted) throws IOException {
        add("accepted, limited key", 200, load(us, accepted, CONNECTIONS, time), us);
        Keys free = new Keys(places.work().resolve("keys-growth.txt"), 1_000);
        free.into(field.postgres(), "null", "bots:read");
        add("accepted, key without a limit", 200, load(us, free.requests(Field.PATH), CONNECTIONS, time), us);
        add("missing ability", 403, load(us, free.requests("/api/v1/tools"), CONNECTIONS, time), us);
        add("unknown endpoint", 404, load(us, free.requests("/api/v1/nothing"), CONNECTIONS, time), us);
        add("target refused", 400, load(us, free.requests("/api/v1//bots"), CONNECTIONS, time), us);
        Keys spent = new Keys(places.work().resolve("keys-growth.txt"), 100);
        spent.into(field.postgres(), "1", "bots:read");
        load(us, spent.requests(Field.PATH), 8, Duration.ofSeconds(1));
        add("limit used up", 429, load(us, spent.requests(Field.PATH), CONNECTIONS, time), us);
        Keys unknown = new Keys(places.work().resolve("keys-growth.txt"), 200);
        add("unknown key", 401, load(us, unknown.requests(Field.PATH), 512, time), us);
        byte[] malformed = Keys.request(Field.PATH, "hania_sk_" + "0".repeat(40));
        add("malformed key", 401, load(us, List.of(malformed), 512, time), us);
    }

    private LoadClient.Outcome load(Contender us, List<byte[]> requests, int connections, Duration length)
            throws IOException {
        LoadClient.run(us.port(), requests, connections, 0, Duration.ZERO, length.dividedBy(3));
        cpuBefore = us.cpuMillis();
        return LoadClient.run(us.port(), requests, connections, 0, Duration.ZERO, length);
    }

    private JsonObject add(String curve, long x, LoadClient.Outcome outcome, Contender us) {
        double micros = 1000.0 * (us.cpuMillis() - cpuBefore) / Math.max(1, outcome.calls());
        JsonObject point = new JsonObject()
                .put("curve", curve)
                .put("x", x)
                .put("calls_per_second", outcome.perSecond())
                .put("refused", outcome.refused())
                .put("cpu_micros", micros)
                .put("p50_ms", outcome.millisAt(50))
                .put("p99_ms", outcome.millisAt(99))
                .put("resident_mb", us.residentMegabytes());
        System.out.printf("%-34s %9d %,9.0f calls/s %6.1f µs CPU/call%n", curve, x, outcome.perSecond(), micros);
        points.add(point);
        return point;
    }
}
