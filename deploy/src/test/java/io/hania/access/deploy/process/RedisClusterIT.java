package io.hania.access.deploy.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.hania.access.key.KeyHash;
import io.hania.access.key.RawKey;
import io.hania.access.records.Announcement;
import io.hania.access.records.KeyChanges;
import io.hania.access.stores.PostgresStore;
import io.hania.access.stores.Stores;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.redis.client.RedisClientType;
import io.vertx.redis.client.RedisOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** auth-service on a real Redis Cluster of three nodes. */
class RedisClusterIT {
    private static final int CALLERS = 8;

    @TempDir
    Path folder;

    private final PostgresStore database = Stores.postgres().createDatabase();
    private RedisNodes cluster;
    private ServiceProcess service;
    private int port;

    @BeforeEach
    void starts() throws IOException {
        Keys.workspace(database);
        cluster = RedisNodes.start(folder);
        port = Ports.free();
        service = ServiceProcess.start(
                        "auth-service",
                        folder.resolve("auth-service"),
                        Map.of(
                                "quarkus.http.port",
                                String.valueOf(port),
                                "auth.link.port",
                                String.valueOf(Ports.free()),
                                "auth.signing.secret",
                                "only-for-tests-0123456789-0123456789",
                                "quarkus.datasource.reactive.url",
                                database.reactiveUrl(),
                                "quarkus.datasource.username",
                                PostgresStore.OWNER,
                                "quarkus.datasource.password",
                                PostgresStore.OWNER,
                                "quarkus.redis.client-type",
                                "cluster",
                                "quarkus.redis.hosts",
                                cluster.hosts()))
                .awaitReady();
    }

    @AfterEach
    void stops() throws IOException {
        service.close();
        cluster.close();
    }

    @Test
    void everyCallIsDecidedWhileSlotsMove() throws IOException {
        List<RawKey> keys = Keys.make(database, 300, "1000000");
        for (RawKey key : keys) {
            assertThat(ask(key)).isEqualTo(200);
        }
        assertThat(IntStream.range(0, 3).map(cluster::keys)).allMatch(count -> count > 0);

        Load load = new Load(keys);
        int moved = 0;
        while (moved < 500 || load.calls.get() < 2000) {
            moved += cluster.move(0, 1) + cluster.move(1, 2) + cluster.move(2, 0);
        }
        load.end();

        assertThat(load.others.get())
                .as("calls without a decision, of " + load.calls + " while " + moved + " slots moved")
                .isZero();
    }

    @Test
    void aLimitHoldsWhileItsCounterMoves() throws IOException {
        RawKey key = Keys.make(database, 1, "500").getFirst();
        assertThat(ask(key)).isEqualTo(200);
        Load load = new Load(List.of(key));
        for (int round = 0; round < 5; round++) {
            IntStream.range(0, 3).forEach(node -> cluster.move(node, (node + 1) % 3));
        }
        while (load.calls.get() < 1000) {
            Thread.onSpinWait();
        }
        load.end();
        assertThat(load.accepted.get() + 1).isBetween(495, 505);
    }

    @Test
    void aRevocationIsAnnouncedToTheNodeThatHoldsTheKey() throws IOException {
        List<RawKey> keys = Keys.make(database, 60, "null");
        Vertx vertx = Vertx.vertx();
        RedisOptions options = new RedisOptions().setType(RedisClientType.CLUSTER);
        List.of(cluster.hosts().split(",")).forEach(options::addConnectionString);
        Pool pool = Pool.pool(
                vertx, io.vertx.sqlclient.SqlConnectOptions.fromUri(withUser()), new io.vertx.sqlclient.PoolOptions());
        KeyChanges changes = new KeyChanges(pool, Redis.createClient(vertx, options), "hania");
        for (RawKey key : keys) {
            assertThat(ask(key)).isEqualTo(200);
            Keys.revoke(database, key);
            assertThat(changes.announce(KeyHash.of(key), 2, true).await().atMost(Duration.ofSeconds(5)))
                    .isInstanceOf(Announcement.Effective.class);
            assertThat(ask(key)).isEqualTo(401);
        }
        vertx.closeAndAwait();
    }

    private String withUser() {
        return database.reactiveUrl().replace("//", "//" + PostgresStore.OWNER + ":" + PostgresStore.OWNER + "@");
    }

    private int ask(RawKey key) throws IOException {
        HttpResponse<String> answer =
                ServiceProcess.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/decisions"))
                        .header("Authorization", "Bearer " + key.value())
                        .timeout(Duration.ofSeconds(10))
                        .POST(HttpRequest.BodyPublishers.ofString("{\"method\":\"GET\",\"path\":\"/api/v1/bots\"}"))
                        .build());
        return answer.statusCode();
    }

    /** Callers that ask about random keys until told to end. */
    private final class Load {
        private final AtomicInteger calls = new AtomicInteger();
        private final AtomicInteger accepted = new AtomicInteger();
        private final AtomicInteger others = new AtomicInteger();
        private final AtomicBoolean going = new AtomicBoolean(true);
        private final CompletableFuture<?> all;

        private Load(List<RawKey> keys) {
            all = CompletableFuture.allOf(IntStream.range(0, CALLERS)
                    .mapToObj(caller -> CompletableFuture.runAsync(
                            () -> call(keys), task -> Thread.ofPlatform().start(task)))
                    .toArray(CompletableFuture[]::new));
        }

        private void call(List<RawKey> keys) {
            while (going.get()) {
                try {
                    int status = ask(keys.get(ThreadLocalRandom.current().nextInt(keys.size())));
                    (status == 200 ? accepted : status == 429 ? calls : others).addAndGet(status == 429 ? 0 : 1);
                } catch (IOException e) {
                    others.incrementAndGet();
                }
                calls.incrementAndGet();
            }
        }

        private void end() {
            going.set(false);
            all.join();
        }
    }
}
