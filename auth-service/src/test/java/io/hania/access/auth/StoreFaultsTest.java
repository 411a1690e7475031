package io.hania.access.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hania.access.auth.Operator.Account;
import io.hania.access.auth.decision.Desks;
import io.hania.access.decision.Decision;
import io.hania.access.decision.Question;
import io.hania.access.decision.Refusal;
import io.hania.access.records.Announcement;
import io.hania.access.records.RedisNames;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of decisions while a store is ill. A valid key is never answered with 401. */
@QuarkusTest
@QuarkusTestResource(StoresForTests.class)
class StoreFaultsTest {
    private static final String BOTS = "/api/v1/bots";
    private static final Duration RECOVERY = Duration.ofSeconds(5);
    private static final Decision UNAUTHORIZED = new Decision.Refused(new Refusal.Unauthorized(), null);
    private static final RedisNames NAMES = new RedisNames("hania");

    private static Operator operator;
    private static LinkProbe link;
    private static RedisProbe redis;

    @Inject
    Desks desks;

    private Account valid;
    private Account revoked;

    @BeforeAll
    static void open() {
        operator = new Operator(StoresForTests.database, StoresForTests.redis.url());
        link = new LinkProbe(StoresForTests.linkPort).connected();
        redis = new RedisProbe(StoresForTests.redis.url());
    }

    @AfterAll
    static void close() {
        redis.close();
        link.close();
        operator.close();
    }

    @BeforeEach
    void keys() {
        valid = operator.create("*");
        revoked = operator.create("*");
        Eventually.within(RECOVERY, () -> cached(valid));
        Eventually.within(RECOVERY, () -> cached(revoked));
        operator.revoke(revoked);
    }

    @AfterEach
    void heal() {
        StoresForTests.toPostgres.release();
        StoresForTests.toPostgres.mend();
        StoresForTests.toRedis.release();
        StoresForTests.toRedis.mend();
        Eventually.within(RECOVERY, () -> cached(valid));
    }

    /** Whether a call leaves its record in Redis, so that all is as it should be. */
    private static boolean cached(Account account) {
        try {
            link.decide(account.key(), "GET", BOTS);
            Response value = redis.call(Command.GET, NAMES.record(account.hash()));
            return value != null && value.toString().startsWith("R1");
        } catch (RuntimeException notYet) {
            return false;
        }
    }

    private void decidesRightly() {
        assertThat(link.decide(valid.key(), "GET", BOTS)).isInstanceOf(Decision.Allowed.class);
        assertThat(link.decide(revoked.key(), "GET", BOTS)).isEqualTo(UNAUTHORIZED);
    }

    @Test
    void decidesFromPostgresWhileRedisIsCutOff() {
        StoresForTests.toRedis.cut();

        for (int i = 0; i < 20; i++) {
            decidesRightly();
        }
    }

    @Test
    void decidesFromPostgresWhileRedisIsSilentAndAtNoCostOnceThatIsKnown() {
        StoresForTests.redis.pause();
        try {
            decidesRightly();
            long start = System.nanoTime();
            for (int i = 0; i < 20; i++) {
                decidesRightly();
            }
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
        } finally {
            StoresForTests.redis.resume();
        }
    }

    @Test
    void countsACallOnceThatIsAskedAgainWhileRedisIsCutOff() {
        Account limited = operator.create(2, null, "*");
        Question question = LinkProbe.question(limited.key(), "GET", BOTS);
        StoresForTests.toRedis.cut();

        assertThat(link.decide(question)).isInstanceOf(Decision.Allowed.class);
        assertThat(AskedAgain.decide(desks, question)).isInstanceOf(Decision.Allowed.class);
        assertThat(link.decide(question)).isInstanceOf(Decision.Allowed.class);
        assertThat(AskedAgain.decide(desks, question)).isInstanceOf(Decision.Limited.class);
    }

    @Test
    void decidesFromPostgresAfterAFlush() {
        redis.call(Command.FLUSHALL);

        decidesRightly();
    }

    @Test
    void reloadsItsScriptsAfterTheyWereFlushed() {
        redis.call(Command.SCRIPT, "FLUSH");

        decidesRightly();
    }

    @Test
    void decidesFromPostgresWhileRedisIsFull() {
        redis.call(Command.FLUSHALL);
        redis.call(Command.CONFIG, "SET", "maxmemory", "1mb");
        redis.call(Command.CONFIG, "SET", "maxmemory-policy", "noeviction");
        try {
            decidesRightly();
            Account limited = operator.create(2, null, "*");
            assertThat(link.decide(limited.key(), "GET", BOTS)).isInstanceOf(Decision.Allowed.class);
            assertThat(link.decide(limited.key(), "GET", BOTS)).isInstanceOf(Decision.Allowed.class);
            assertThat(link.decide(limited.key(), "GET", BOTS)).isInstanceOf(Decision.Limited.class);
        } finally {
            redis.call(Command.CONFIG, "SET", "maxmemory", "0");
        }
    }

    @Test
    void revokesThroughAFullRedis() {
        redis.call(Command.CONFIG, "SET", "maxmemory", "1mb");
        try {
            assertThat(operator.revoke(valid)).isInstanceOf(Announcement.Effective.class);
            assertThat(link.decide(valid.key(), "GET", BOTS)).isEqualTo(UNAUTHORIZED);
        } finally {
            redis.call(Command.CONFIG, "SET", "maxmemory", "0");
            valid = operator.create("*");
        }
    }

    @Test
    void takesGarbageForNothing() {
        for (Account account : new Account[] {valid, revoked}) {
            redis.call(Command.SET, NAMES.record(account.hash()), "R1garbage");
            decidesRightly();
            redis.call(Command.DEL, NAMES.record(account.hash()));
            redis.call(Command.LPUSH, NAMES.record(account.hash()), "a list");
            decidesRightly();
        }
        Account limited = operator.create(5, null, "*");
        redis.call(Command.LPUSH, NAMES.counter(limited.hash()), "a list");
        assertThat(link.decide(limited.key(), "GET", BOTS)).isInstanceOf(Decision.Allowed.class);
    }

    @Test
    void takesARecordThatCannotBeReadForNothingAndDropsIt() {
        Response good = redis.call(Command.GET, NAMES.record(valid.hash()));
        byte[] bytes = good.toBuffer().getBytes();
        bytes[15] ^= 1;
        redis.call(Command.SET, NAMES.record(valid.hash()), bytes);

        decidesRightly();
    }

    @Test
    void doesNotBelieveAnOldSnapshot() {
        Account account = operator.create("*");
        link.decide(account.key(), "GET", BOTS);
        byte[] before =
                redis.call(Command.GET, NAMES.record(account.hash())).toBuffer().getBytes();
        operator.revoke(account);
        StoresForTests.redis.kill();
        StoresForTests.redis.restart();
        Eventually.within(RECOVERY, () -> restored(account, before));

        Eventually.within(RECOVERY, () -> cached(valid));
        assertThat(link.decide(account.key(), "GET", BOTS)).isEqualTo(UNAUTHORIZED);
        decidesRightly();
    }

    private static boolean restored(Account account, byte[] before) {
        try {
            redis.call(Command.SET, NAMES.record(account.hash()), before);
            return true;
        } catch (RuntimeException notYet) {
            return false;
        }
    }

    @Test
    void goesOnWithLeasedRecordsWithoutPostgresAndNeverAnswers401ForTheOthers() {
        Account cold = operator.create("*");
        StoresForTests.toPostgres.cut();

        assertThat(link.decide(valid.key(), "GET", BOTS)).isInstanceOf(Decision.Allowed.class);
        assertThatThrownBy(() -> link.decide(cold.key(), "GET", BOTS))
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(LinkProbe.Undecided.class);
    }

    @Test
    void answersWithinTheBudgetWhilePostgresIsSilent() {
        Account cold = operator.create("*");
        StoresForTests.toPostgres.holdAnswers();
        long start = System.nanoTime();

        assertThatThrownBy(() -> link.decide(cold.key(), "GET", BOTS)).hasCauseInstanceOf(LinkProbe.Undecided.class);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
        assertThat(link.decide(valid.key(), "GET", BOTS)).isInstanceOf(Decision.Allowed.class);
    }

    @Test
    void saysThatARevocationIsPendingWhileTheOperatorIsCutOffFromRedis() {
        HoldingProxy proxy = new HoldingProxy(StoresForTests.redis.port());
        try (Operator apart = new Operator(StoresForTests.database, "redis://127.0.0.1:" + proxy.port())) {
            Account account = apart.create("*");
            link.decide(account.key(), "GET", BOTS);
            proxy.cut();

            Announcement told = apart.revoke(account);
            assertThat(told).isEqualTo(new Announcement.Pending(Duration.ofSeconds(60)));
            proxy.mend();
            Eventually.within(RECOVERY, () -> drained(apart));

            assertThat(link.decide(account.key(), "GET", BOTS)).isEqualTo(UNAUTHORIZED);
        } finally {
            proxy.close();
        }
    }

    private static boolean drained(Operator apart) {
        try {
            return apart.changes.drain().await().atMost(Duration.ofSeconds(3)) > 0;
        } catch (RuntimeException notYet) {
            return false;
        }
    }
}
