package io.hania.access.e2e.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.hania.access.e2e.Api;
import io.hania.access.e2e.Await;
import io.hania.access.e2e.Database;
import io.hania.access.e2e.FaultProxy.Fault;
import io.hania.access.e2e.HaniaSystem;
import io.hania.access.e2e.HaniaSystem.Extra;
import io.hania.access.local.Dashboard;
import io.hania.access.local.Dashboard.CreatedKey;
import io.hania.access.local.LaunchException;
import io.hania.access.local.ServiceProcess;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A revocation that is committed but can't be told to Redis. The line of the dashboard under test can be cut; all others that
 * empty the outbox are stopped meanwhile, or they would tell at once what this one can't.
 */
class RevocationFaultTest {
    /** As the contract states it. */
    private static final Duration BOUND = Duration.ofSeconds(60);

    private static final Duration SOON = Duration.ofSeconds(15);
    private static final int ATTEMPTS = 10;

    private final HaniaSystem system = HaniaSystem.shared();
    private final TwoOfEach two = TwoOfEach.shared();
    private final Extra dashboard = two.dashboards.getLast();
    private final List<ServiceProcess> others = Stream.concat(
                    Stream.of("key-admin-service", "widget-service").map(system.local()::process),
                    Stream.concat(Stream.of(two.dashboards.getFirst()), two.widgets.stream())
                            .map(Extra::process))
            .toList();
    private final Database database = new Database(system);
    private final Dashboard operator = system.operator(dashboard.url());
    private final CreatedKey key = operator.createKey("Soon revoked", List.of(), 0);

    @BeforeEach
    void leaveTheDashboardAloneWithAKeyThatIsCached() {
        assertThat(status()).isEqualTo(200);
        Await.until("the outbox is empty", SOON, () -> untold() == 0);
        others.forEach(ServiceProcess::pauseProcess);
    }

    @AfterEach
    void mend() {
        two.redis.set(Fault.NONE);
        others.forEach(ServiceProcess::resumeProcess);
        Await.until("the outbox is empty", SOON, () -> untold() == 0);
        database.close();
    }

    @Test
    void dashboardKilledBetweenCommitAndTombstoneIsMadeGoodByItsNextStart() {
        two.redis.set(Fault.BLACK_HOLE);
        CompletableFuture<String> answer = CompletableFuture.supplyAsync(() -> operator.revoke(key));
        Await.until("the revocation is committed", SOON, () -> untold() == 1);
        dashboard.process().kill();
        assertThat(answer.handle((page, failure) -> failure).join()).hasRootCauseInstanceOf(LaunchException.class);
        assertThat(CachedKey.of(system, key.secret()).lease()).isBetween(0L, BOUND.toMillis());

        two.redis.set(Fault.NONE);
        dashboard.process().start();
        dashboard.process().awaitReady();
        Await.until("the key is refused", SOON, () -> status() == 401);
        Await.until("the outbox is empty", SOON, () -> untold() == 0);
    }

    @Test
    void redisCutOffWhileAKeyIsRevokedIsToldToTheOperatorAndHoldsWithinTheLease() {
        two.redis.set(Fault.CUT);
        assertThat(operator.revoke(key)).contains("banner soon");

        CachedKey cached = CachedKey.of(system, key.secret());
        assertThat(cached.lease()).isBetween(0L, BOUND.toMillis());
        cached.endLease();
        assertThat(status()).isEqualTo(401);
        assertThat(untold()).isEqualTo(1);
    }

    @Test
    void aReaderHeldBetweenPostgresAndRedisWritesNothing() {
        ServiceProcess reader = two.auths.getLast().process();
        try {
            two.postgres.delay(Duration.ofMillis(150));
            CreatedKey read = hold(reader);
            operator.revoke(read);
            reader.resumeProcess();
            two.postgres.set(Fault.NONE);

            Await.until("the reader decides again", SOON, () -> asked(read) == 401);
            assertThat(CachedKey.of(system, read.secret()).is('D')).isTrue();
        } finally {
            reader.resumeProcess();
            two.postgres.set(Fault.NONE);
        }
    }

    /** Stops the reader after it has put its token and before PostgreSQL's answer has come. */
    private CreatedKey hold(ServiceProcess reader) {
        for (int i = 0; i < ATTEMPTS; i++) {
            CreatedKey fresh = operator.createKey("Read while revoked", List.of(), 0);
            CachedKey cached = CachedKey.of(system, fresh.secret());
            Thread.ofVirtual().start(() -> asked(fresh));
            Await.until("the reader has begun", SOON, () -> cached.is('F') || cached.is('R'));
            reader.pauseProcess();
            if (cached.is('F')) {
                return fresh;
            }
            reader.resumeProcess();
        }
        throw new AssertionError("the reader was never caught in " + ATTEMPTS + " attempts");
    }

    /** The second auth-service's answer to a question in the form of other people's proxies. */
    private int asked(CreatedKey about) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + two.http + "/forward-auth"))
                .header("X-Forwarded-Method", "GET")
                .header("X-Forwarded-Uri", Api.BOTS)
                .header("Authorization", "Bearer " + about.secret())
                .timeout(SOON)
                .build();
        return Api.send(request, BodyHandlers.discarding()).statusCode();
    }

    private int status() {
        return system.api().status(key.secret());
    }

    private long untold() {
        return database.number("select count(*) from access.key_change");
    }
}
