package io.hania.access.e2e.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.hania.access.e2e.Await;
import io.hania.access.e2e.Database;
import io.hania.access.e2e.FaultProxy;
import io.hania.access.e2e.FaultProxy.Fault;
import io.hania.access.e2e.HaniaSystem;
import io.hania.access.e2e.HaniaSystem.Extra;
import io.hania.access.e2e.RedisLine;
import io.hania.access.key.KeyHash;
import io.hania.access.key.RawKey;
import io.hania.access.local.Dashboard;
import io.hania.access.local.Dashboard.CreatedKey;
import io.hania.access.local.LaunchException;
import io.hania.access.local.ServiceProcess;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A revocation that is committed but can't be told to Redis. The dashboard under test is one of two, whose line to Redis
 * can be cut; the others that empty the outbox are stopped meanwhile, or they would tell at once what this one can't.
 */
class RevocationFaultTest {
    /** As the contract states it. */
    private static final Duration BOUND = Duration.ofSeconds(60);

    private static final Duration SOON = Duration.ofSeconds(15);

    private final HaniaSystem system = HaniaSystem.shared();
    private final List<ServiceProcess> others =
            List.of(system.local().process("key-admin-service"), system.local().process("widget-service"));
    private final Database database = new Database(system);
    private final FaultProxy line = new FaultProxy(system.local().ports().redis());
    private final Extra dashboard = system.keyAdmin(Map.of("quarkus.redis.hosts", "redis://localhost:" + line.port()));
    private final Dashboard operator = system.operator(dashboard.url());
    private final CreatedKey key = operator.createKey("Soon revoked", List.of(), 0);

    @BeforeEach
    void leaveTheDashboardAloneWithAKeyThatIsCached() {
        others.forEach(ServiceProcess::close);
        assertThat(status()).isEqualTo(200);
    }

    @AfterEach
    void close() {
        dashboard.close();
        line.close();
        database.close();
        startOthers();
    }

    @Test
    void dashboardKilledBetweenCommitAndTombstoneIsMadeGoodByTheNextStart() {
        line.set(Fault.BLACK_HOLE);
        CompletableFuture<String> answer = CompletableFuture.supplyAsync(() -> operator.revoke(key));
        Await.until("the revocation is committed", SOON, () -> untold() == 1);
        dashboard.process().kill();
        assertThat(answer.handle((page, failure) -> failure).join()).hasRootCauseInstanceOf(LaunchException.class);

        startOthers();
        Await.until("the key is refused", SOON, () -> status() == 401);
        Await.until("the outbox is empty", SOON, () -> untold() == 0);
    }

    @Test
    void noDashboardAliveToTellRedisHoldsAllTheSameWithinTheLease() {
        line.set(Fault.CUT);
        assertThat(operator.revoke(key)).contains("banner soon");
        dashboard.process().kill();

        Await.until("the key is refused", BOUND, () -> status() == 401);
        assertThat(untold()).isEqualTo(1);
    }

    @Test
    void aReaderHeldBetweenPostgresAndRedisWritesNothing() {
        startOthers();
        CreatedKey fresh = operator.createKey("Read while revoked", List.of(), 0);
        String tag = KeyHash.of(new RawKey(fresh.secret())).base64().substring(0, 20);
        String record = "hania:k:{" + tag + '}';
        try (FaultProxy postgres = new FaultProxy(system.local().ports().postgres());
                Extra reader = system.authService(Map.of(
                        "quarkus.datasource.reactive.url", "postgresql://localhost:" + postgres.port() + "/hania"));
                Extra gateway = system.gateway(Map.of("gateway.auth-services", reader.address()))) {
            Await.until("the gateway is connected", SOON, () -> gateway.api().status(system.fact("API_KEY")) == 200);
            postgres.delay(Duration.ofMillis(150));
            CompletableFuture<Integer> held =
                    CompletableFuture.supplyAsync(() -> gateway.api().status(fresh.secret()));
            Await.until(
                    "the reader has its fill token", SOON, () -> !get(record).startsWith("$-1"));
            reader.process().pauseProcess();
            operator.revoke(fresh);
            reader.process().resumeProcess();

            assertThat(held.join()).isIn(200, 401, 503);
            assertThat(get(record)).contains("\nD");
            assertThat(gateway.api().status(fresh.secret())).isEqualTo(401);
        }
    }

    private void startOthers() {
        List<ServiceProcess> stopped =
                others.stream().filter(each -> !each.alive()).toList();
        stopped.forEach(ServiceProcess::start);
        stopped.forEach(ServiceProcess::awaitReady);
    }

    private String get(String name) {
        return RedisLine.send(system.local().redis().port(), "GET", name);
    }

    private int status() {
        return system.api().status(key.secret());
    }

    private long untold() {
        return database.number("select count(*) from access.key_change");
    }
}
