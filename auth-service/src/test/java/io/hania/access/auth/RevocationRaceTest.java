package io.hania.access.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.hania.access.auth.Operator.Account;
import io.hania.access.decision.Decision;
import io.hania.access.decision.Refusal;
import io.hania.access.records.Announcement;
import io.hania.access.records.RedisNames;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.redis.client.Command;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every race between a reader and a revocation, forced. */
@QuarkusTest
@QuarkusTestResource(StoresForTests.class)
class RevocationRaceTest {
    private static final String BOTS = "/api/v1/bots";
    private static final Decision UNAUTHORIZED = new Decision.Refused(new Refusal.Unauthorized(), null);
    private static final RedisNames NAMES = new RedisNames("hania");
    private static final int REVOCATIONS = Integer.getInteger("revocations", 300);
    private static final int CLIENTS = 32;

    private static Operator operator;
    private static LinkProbe link;
    private static RedisProbe redis;

    @BeforeAll
    static void open() {
        operator = new Operator(StoresForTests.database, StoresForTests.redis.url());
        link = new LinkProbe(StoresForTests.linkPort).connected();
        redis = new RedisProbe(StoresForTests.redis.url());
    }

    @AfterEach
    void release() {
        StoresForTests.toPostgres.release();
        StoresForTests.toRedis.release();
    }

    @AfterAll
    static void close() {
        redis.close();
        link.close();
        operator.close();
    }

    @Test
    void refusesTheWriteOfAReaderThatSawTheKeyBeforeItWasRevoked() {
        Account account = operator.create("*");
        StoresForTests.toPostgres.holdAnswers();
        CompletableFuture<Decision> held = link.ask(account.key(), "GET", BOTS);
        StoresForTests.toPostgres.awaitHeld();

        operator.revoke(account);
        StoresForTests.toPostgres.release();
        held.handle((decision, failure) -> decision).join();

        assertThat(link.decide(account.key(), "GET", BOTS)).isEqualTo(UNAUTHORIZED);
        assertThat(redis.call(Command.GET, NAMES.record(account.hash())).toString())
                .startsWith("D1");
    }

    @Test
    void refusesTheWriteEvenIfTheTombstoneWasFlushedMeanwhile() {
        Account account = operator.create("*");
        StoresForTests.toPostgres.holdAnswers();
        CompletableFuture<Decision> held = link.ask(account.key(), "GET", BOTS);
        StoresForTests.toPostgres.awaitHeld();

        operator.revoke(account);
        redis.call(Command.FLUSHALL);
        StoresForTests.toPostgres.release();
        held.handle((decision, failure) -> decision).join();

        assertThat(link.decide(account.key(), "GET", BOTS)).isEqualTo(UNAUTHORIZED);
    }

    @Test
    void doesNotShareAReadWithThoseWhoCameAfterTheRevocation() {
        Account account = operator.create("*");
        StoresForTests.toPostgres.holdAnswers();
        CompletableFuture<Decision> before = link.ask(account.key(), "GET", BOTS);
        StoresForTests.toPostgres.awaitHeld();

        long version = operator.commit(account, "status = 'revoked'", true);
        operator.announce(account, version, true);
        redis.call(Command.DEL, NAMES.record(account.hash()));
        CompletableFuture<Decision> after = link.ask(account.key(), "GET", BOTS);
        StoresForTests.toPostgres.release();

        before.handle((decision, failure) -> decision).join();
        assertThat(after.handle((decision, failure) -> decision).join()).isNotInstanceOf(Decision.Allowed.class);
    }

    @Test
    void endsTheLeaseOfACommittedRevocationOnceItIsAnnounced() {
        Account account = operator.create("*");
        link.decide(account.key(), "GET", BOTS);

        operator.commit(account, "status = 'revoked'", true);
        assertThat(link.decide(account.key(), "GET", BOTS)).isInstanceOf(Decision.Allowed.class);
        int announced = operator.changes.drain().await().atMost(Duration.ofSeconds(5));

        assertThat(announced).isPositive();
        assertThat(link.decide(account.key(), "GET", BOTS)).isEqualTo(UNAUTHORIZED);
        assertThat(operator.changes.drain().await().atMost(Duration.ofSeconds(5)))
                .isZero();
    }

    @Test
    void keepsAKeyAliveThatWasSwitchedOnAgainWhileItsTombstoneWasStillToBeTold() {
        Account account = operator.create("*");
        operator.commit(account, "status = 'disabled'", true);
        long on = operator.commit(account, "status = 'active'", false);
        operator.announce(account, on, false);

        operator.announce(account, on - 1, true);

        assertThat(link.decide(account.key(), "GET", BOTS)).isInstanceOf(Decision.Allowed.class);
    }

    @Test
    void narrowsAKeyAtOnce() {
        Account account = operator.create("*");
        link.decide(account.key(), "POST", BOTS);

        operator.change(account, "abilities = '{bots:read}'");

        assertThat(link.decide(account.key(), "POST", BOTS))
                .isEqualTo(new Decision.Refused(new Refusal.MissingAbility("bots:write"), null));
    }

    @Test
    void acceptsNothingThatBeganAfterARevocationReturned() throws Exception {
        List<Account> accounts = new ArrayList<>();
        for (int i = 0; i < REVOCATIONS; i++) {
            accounts.add(operator.create("*"));
        }
        Trial trial = new Trial(accounts);
        List<Thread> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            clients.add(Thread.ofVirtual().start(trial::call));
        }
        trial.revokeAll();
        trial.over = true;
        for (Thread client : clients) {
            client.join();
        }

        System.out.printf(
                "%d revocations, %d calls, %d accepted, %d undecided; last acceptance began %d µs before its revoke returned%n",
                REVOCATIONS,
                trial.calls.get(),
                trial.accepted.get(),
                trial.undecided.get(),
                trial.closest.get() / 1000);
        assertThat(trial.wrong.get()).isZero();
        assertThat(trial.accepted.get()).isGreaterThan(REVOCATIONS);
    }

    /** 32 clients call at random while keys die at random. */
    private static final class Trial {
        final List<Account> accounts;
        final long[] deadSince;
        final AtomicInteger calls = new AtomicInteger();
        final AtomicInteger accepted = new AtomicInteger();
        final AtomicInteger undecided = new AtomicInteger();
        final AtomicInteger wrong = new AtomicInteger();
        final AtomicLong closest = new AtomicLong(Long.MAX_VALUE);
        volatile boolean over;
        volatile int next;

        Trial(List<Account> accounts) {
            this.accounts = accounts;
            this.deadSince = new long[accounts.size()];
        }

        void call() {
            Random random = new Random();
            while (!over) {
                int i = Math.floorMod(next + random.nextInt(12) - 6, accounts.size());
                long dead = at(i);
                long began = System.nanoTime();
                try {
                    Decision decision = link.decide(accounts.get(i).key(), "GET", BOTS);
                    if (decision instanceof Decision.Allowed) {
                        accepted.incrementAndGet();
                        judge(i, dead, began);
                    }
                } catch (RuntimeException none) {
                    undecided.incrementAndGet();
                }
                calls.incrementAndGet();
            }
        }

        void judge(int i, long deadBefore, long began) {
            if (deadBefore != 0) {
                wrong.incrementAndGet();
            }
            long dead = at(i);
            if (dead != 0) {
                closest.accumulateAndGet(dead - began, Math::min);
            }
        }

        synchronized long at(int i) {
            return deadSince[i];
        }

        synchronized void died(int i) {
            deadSince[i] = System.nanoTime();
        }

        void revokeAll() {
            Random random = new Random();
            for (int i = 0; i < accounts.size(); i++) {
                next = i;
                if (random.nextInt(10) == 0) {
                    redis.call(Command.DEL, NAMES.record(accounts.get(i).hash()));
                }
                assertThat(operator.revoke(accounts.get(i))).isInstanceOf(Announcement.Effective.class);
                died(i);
            }
        }
    }
}
