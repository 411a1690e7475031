package io.hania.access.bench;

import io.hania.access.bench.load.Child;
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
import java.util.stream.Stream;

/** How throughput and memory change with keys, connections, body sizes and outcomes. */
final class Growth {
    private static final int CONNECTIONS = 64;
    private static final int KEYS_AT_FIRST = 1_000;
    private static final int BUSY_KEYS = 10_000;
    private static final int MOST_KEYS = 1_000_000;

    private final Places places;
    private final Duration time;
    private final JsonArray points = new JsonArray();
    private long cpuBefore;

    Growth(Places places, boolean quick) {
        this.places = places;
        this.time = Duration.ofSeconds(quick ? 2 : 6);
    }

    void run() throws Exception {
        JsonObject found = new JsonObject();
        try (Field field = new Field(places, KEYS_AT_FIRST)) {
            Ours ours = field.ours();
            Contender us = ours.contender();
            List<byte[]> accepted = field.keys().requests(Field.PATH);
            load(us, accepted, CONNECTIONS, time.multipliedBy(2));
            connections(us, ours, accepted);
            bodies(ours, field);
            outcomes(us, field, accepted);
            several(ours, field, accepted);
            JsonObject streams = Streams.run(field, places, ours.auth(), streamKeys(field));
            System.out.println(streams.encode());
            found.put("streams", streams);
            keys(us, ours, field);
        }
        Files.writeString(
                places.work().resolve("growth.json"),
                found.put("points", points).encodePrettily());
    }

    /**
     * So many keys exist; ten thousand of them are busy. Then others are called for the first time, so that each call misses
     * Redis and reads PostgreSQL.
     */
    private void keys(Contender us, Ours ours, Field field) throws IOException {
        for (int count = KEYS_AT_FIRST; count <= MOST_KEYS; count *= 10) {
            Keys keys = new Keys(places.work().resolve("keys-growth.txt"), count);
            keys.into(field.postgres(), "100000000", "bots:read");
            List<byte[]> requests = keys.requests(Field.PATH);
            List<byte[]> busy = requests.subList(0, Math.min(count, BUSY_KEYS));
            LoadClient.run(us.port(), busy, 16, 0, Duration.ZERO, time);
            add("keys", count, load(us, busy, CONNECTIONS, time), us)
                    .put("auth_mb", ours.auth().process().residentKilobytes() / 1024);
            if (count == MOST_KEYS) {
                long before = field.redisBytes();
                cpuBefore = us.cpuMillis();
                List<byte[]> unasked = requests.subList(BUSY_KEYS, count);
                LoadClient.Outcome misses = LoadClient.run(us.port(), unasked, CONNECTIONS, 0, Duration.ZERO, time);
                add("every call a miss", count, misses, us)
                        .put("redis_bytes_a_key", (field.redisBytes() - before) / (double) misses.calls());
            }
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
                    .put("gateway_mb", ours.gatewayProcess().residentKilobytes() / 1024);
        } finally {
            for (SocketChannel channel : quiet) {
                channel.close();
            }
        }
    }

    /** To an upstream that reads them to their end; those over 1 MB as a form with files. */
    private void bodies(Ours ours, Field field) throws Exception {
        Keys writers = new Keys(places.work().resolve("keys-growth.txt"), 1_000);
        writers.into(field.postgres(), "null", "bots:write,knowledge:write");
        List<String> keys = Files.readAllLines(writers.file());
        try (LiveUpstream upstream = new LiveUpstream();
                Contender gateway =
                        Ours.startGateway(field, places, List.of(), List.of(ours.auth()), upstream.port())) {
            Contender both = new Contender(
                    "body",
                    gateway.port(),
                    List.of(gateway.own().getFirst(), ours.auth().process()),
                    ours.stores(),
                    0);
            for (int size : List.of(0, 1_000, 10_000, 100_000, 1_000_000, 5_000_000, 25_000_000)) {
                List<byte[]> requests = keys.subList(0, Math.clamp(20_000_000L / (size + 1), 1, 1_000)).stream()
                        .map(key -> post(key, size))
                        .toList();
                add("body", size, load(both, requests, 8, time), both);
            }
        }
    }

    private static byte[] post(String key, int size) {
        boolean files = size > 1_000_000;
        String head = "POST /api/v1/" + (files ? "knowledge" : "bots")
                + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: "
                + (files ? "multipart/form-data; boundary=b" : "application/json") + "\r\nContent-Length: " + size
                + "\r\nAuthorization: Bearer " + key + "\r\n\r\n";
        byte[] bytes = head.getBytes(StandardCharsets.US_ASCII);
        return Arrays.copyOf(bytes, bytes.length + size);
    }

    /** The same work shared by several, on the same cores. */
    private void several(Ours ours, Field field, List<byte[]> requests) throws Exception {
        try (Ours.Auth auth = Ours.startAuth(field, places, List.of());
                Contender one =
                        Ours.startGateway(field, places, List.of(), List.of(ours.auth(), auth), field.upstreamPort());
                Contender other =
                        Ours.startGateway(field, places, List.of(), List.of(ours.auth(), auth), field.upstreamPort())) {
            Child gateway = one.own().getFirst();
            List<Child> auths = List.of(ours.auth().process(), auth.process());
            Contender single = new Contender(
                    "one gateway, two auth-services",
                    one.port(),
                    Stream.concat(Stream.of(gateway), auths.stream()).toList(),
                    ours.stores(),
                    0);
            add(single.name(), 1, load(single, requests, CONNECTIONS, time), single);
            load(other, requests, CONNECTIONS, time.dividedBy(2));
            Contender both = new Contender(
                    "two gateways, two auth-services",
                    one.port(),
                    Stream.concat(Stream.of(gateway, other.own().getFirst()), auths.stream())
                            .toList(),
                    ours.stores(),
                    0);
            cpuBefore = both.cpuMillis();
            List<Integer> ports = List.of(one.port(), other.port());
            add(both.name(), 2, LoadClient.run(ports, requests, CONNECTIONS, 0, Duration.ZERO, time), both);
        }
    }

    private List<String> streamKeys(Field field) throws IOException {
        Keys talkers = new Keys(places.work().resolve("keys-growth.txt"), 1_000);
        talkers.into(field.postgres(), "null", "chat:send");
        return Files.readAllLines(talkers.file());
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
                .put("failed", outcome.failed())
                .put("cpu_micros", micros)
                .put("p50_ms", outcome.millisAt(50))
                .put("p99_ms", outcome.millisAt(99))
                .put("resident_mb", us.residentMegabytes());
        System.out.printf("%-34s %9d %,9.0f calls/s %6.1f µs CPU/call%n", curve, x, outcome.perSecond(), micros);
        points.add(point);
        return point;
    }
}
