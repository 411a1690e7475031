package io.hania.access.bench;

import io.hania.access.bench.load.Child;
import io.hania.access.bench.load.LoadClient;
import io.hania.access.stores.PostgresStore;
import io.hania.access.stores.RedisStore;
import io.hania.access.stores.Stores;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Everything that a comparison needs, running: stores, keys, the upstream, and whoever is compared. */
final class Field implements AutoCloseable {
    static final String PATH = "/api/v1/bots";
    private static final String NO_LIMIT_THAT_MATTERS = "100000000";
    private static final Pattern USED = Pattern.compile("used_memory:(\\d+)");
    private static final Duration TRAINING = Duration.ofSeconds(4);
    private static final Duration PATIENCE = Duration.ofSeconds(180);
    private static final String BODY =
            "{\"success\":true,\"data\":[{\"id\":\"bot_1\",\"name\":\"" + "x".repeat(135) + "\"}],\"message\":\"\"}";

    private final Places places;
    private final RedisStore redis = Stores.redis();
    private final PostgresStore postgres = Stores.postgres().createDatabase();
    private final List<AutoCloseable> running = new ArrayList<>();
    private final Keys keys;
    private final int upstream;

    /** With nginx as the upstream. */
    Field(Places places, int count) throws IOException {
        this(places, count, true);
    }

    /** With nothing that isn't in this JVM. */
    static Field withoutPeers(Places places, int count) throws IOException {
        return new Field(places, count, false);
    }

    private Field(Places places, int count, boolean nginx) throws IOException {
        this.places = places;
        this.keys = new Keys(places.work().resolve("keys.txt"), count);
        keys.into(postgres, NO_LIMIT_THAT_MATTERS, "bots:read");
        keys.into(redis, NO_LIMIT_THAT_MATTERS);
        this.upstream = nginx ? upstream() : upstreamHere();
    }

    Keys keys() {
        return keys;
    }

    PostgresStore postgres() {
        return postgres;
    }

    Contender upstreamAlone() {
        return new Contender("upstream alone", upstream, List.of(), List.of(), 0);
    }

    private int upstreamHere() {
        StaticUpstream here = new StaticUpstream(BODY);
        running.add(here);
        return here.port();
    }

    private int upstream() throws IOException {
        int port = Places.freePort();
        Path file = places.fill("upstream.conf", Map.of("PORT", port, "BODY", BODY));
        running.add(Child.start("upstream", places.log("upstream"), List.of("nginx", "-c", file.toString())));
        awaitAnswer(port);
        return port;
    }

    /** nginx with one of the configurations. */
    Contender nginx(String name, String template, Map<String, ?> words, List<Child> shared) throws IOException {
        return peer(name, template, words, shared, file -> List.of("nginx", "-c", file.toString()));
    }

    Contender haproxy() throws IOException {
        return peer(
                "HAProxy + Lua + Redis",
                "haproxy.cfg",
                Map.of(),
                List.of(redisProcess()),
                file -> List.of("haproxy", "-db", "-f", file.toString()));
    }

    Contender caddy(int auth, List<Child> shared) throws IOException {
        return peer(
                "Caddy forward_auth → our auth-service",
                "Caddyfile",
                Map.of("AUTH", auth),
                shared,
                file -> List.of("caddy", "run", "--adapter", "caddyfile", "--config", file.toString()));
    }

    Contender spring(Path jar) throws IOException {
        int port = Places.freePort();
        return started(
                "Spring Cloud Gateway + Redis",
                port,
                List.of(redisProcess()),
                List.of(
                        Java.home(),
                        "-XX:+UseSerialGC",
                        "-Xmx512m",
                        "-jar",
                        jar.toString(),
                        "--server.port=" + port,
                        "--peer.upstream=http://127.0.0.1:" + upstream,
                        "--peer.script=" + places.peers().resolve("limit.lua"),
                        "--spring.data.redis.url=redis://127.0.0.1:" + redis.port()));
    }

    /** Gateway and auth-service; trained first if they are to have AOT caches. */
    Ours ours() throws IOException {
        return ours("Hania Access", places);
    }

    /** Those that lie elsewhere. */
    Ours ours(String name, Places where) throws IOException {
        if (where.untrained()) {
            train(where);
        }
        Ours ours = Ours.start(name, this, where, List.of(), List.of());
        running.add(ours);
        return ours;
    }

    private void train(Places where) throws IOException {
        Ours training = Ours.start(
                "training",
                this,
                where,
                List.of("-XX:AOTCacheOutput=" + where.cache("api-gateway"), "-Dgateway.drain=1s"),
                List.of("-XX:AOTCacheOutput=" + where.cache("auth-service"), "-Dquarkus.shutdown.timeout=1s"));
        LoadClient.run(training.port(), keys.requests(PATH), 16, 0, Duration.ZERO, TRAINING);
        training.gatewayProcess().end(60);
        training.auth().process().end(60);
        if (where.untrained()) {
            throw new IOException("the training run left no AOT cache: see " + places.work());
        }
    }

    Child redisProcess() {
        return Child.of("Redis", redis.pid());
    }

    Child postgresProcess() {
        return Child.of("PostgreSQL", postgres.pid());
    }

    Places places() {
        return places;
    }

    RedisStore redis() {
        return redis;
    }

    /** Memory that Redis uses for what it holds. */
    long redisBytes() throws IOException {
        try (Socket socket = new Socket("127.0.0.1", redis.port())) {
            socket.getOutputStream().write("INFO memory\r\n".getBytes(StandardCharsets.US_ASCII));
            String text = new String(socket.getInputStream().readNBytes(200), StandardCharsets.US_ASCII);
            Matcher matcher = USED.matcher(text);
            if (!matcher.find()) {
                throw new IOException("Redis doesn't tell its memory: " + text);
            }
            return Long.parseLong(matcher.group(1));
        }
    }

    int upstreamPort() {
        return upstream;
    }

    private Contender peer(String name, String template, Map<String, ?> words, List<Child> shared, Command command)
            throws IOException {
        int port = Places.freePort();
        Map<String, Object> all = new HashMap<>(words);
        all.put("PORT", port);
        all.put("REDIS", redis.port());
        all.put("UPSTREAM", upstream);
        Path file = places.fill(template, all);
        return started(name, port, shared, command.with(file));
    }

    /** Starts a process and waits until it answers a valid call. */
    Contender started(String name, int port, List<Child> shared, List<String> command) throws IOException {
        long begin = System.nanoTime();
        Child child = Child.start(command.getFirst().replaceAll(".*/", ""), places.log(name), command);
        awaitAnswer(port);
        long millis = (System.nanoTime() - begin) / 1_000_000;
        Contender contender = new Contender(name, port, List.of(child), shared, millis);
        running.add(contender);
        return contender;
    }

    /** Waits until a valid call gets 2xx. */
    void awaitAnswer(int port) throws IOException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        String last = "nothing";
        while (System.nanoTime() < until) {
            try {
                LoadClient.Outcome one = LoadClient.run(
                        port, keys.requests(PATH).subList(0, 1), 1, 0, Duration.ZERO, Duration.ofMillis(10));
                if (one.calls() > 0 && one.refused() + one.failed() == 0) {
                    return;
                }
            } catch (IOException e) {
                last = e.toString();
                LockSupport.parkNanos(2_000_000);
            }
        }
        throw new IOException("no valid call is answered on port " + port + " (" + last + "): see " + places.work());
    }

    @Override
    public void close() throws Exception {
        for (AutoCloseable each : running.reversed()) {
            each.close();
        }
    }

    private interface Command {
        List<String> with(Path file);
    }
}
