package io.hania.access.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.hania.access.auth.Operator.Account;
import io.hania.access.decision.Decision;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Limits hold however many ask at once. */
@QuarkusTest
@QuarkusTestResource(StoresForTests.class)
class LimitsTest {
    private static final String BOTS = "/api/v1/bots";
    private static final int LIMIT = 1000;
    private static final int CALLS = 5000;

    private static Operator operator;
    private static List<LinkProbe> gateways;

    @BeforeAll
    static void open() {
        operator = new Operator(StoresForTests.database, StoresForTests.redis.url());
        gateways = List.of(gateway(), gateway(), gateway(), gateway());
    }

    private static LinkProbe gateway() {
        return new LinkProbe(StoresForTests.linkPort).connected();
    }

    @AfterAll
    static void close() {
        gateways.forEach(LinkProbe::close);
        operator.close();
    }

    @Test
    void letsExactlyTheLimitThroughOf5000CallsAtOnceFromSeveralGateways() {
        Account account = operator.create(LIMIT, null, "*");
        List<CompletableFuture<Decision>> answers = new ArrayList<>();
        for (int i = 0; i < CALLS; i++) {
            answers.add(gateways.get(i % gateways.size()).ask(account.key(), "GET", BOTS));
        }

        int allowed = 0;
        int limited = 0;
        for (CompletableFuture<Decision> answer : answers) {
            Decision decision = answer.orTimeout(10, TimeUnit.SECONDS)
                    .handle((d, none) -> d)
                    .join();
            allowed += decision instanceof Decision.Allowed ? 1 : 0;
            limited += decision instanceof Decision.Limited ? 1 : 0;
        }
        System.out.printf("limit %d, %d calls at once: %d allowed, %d limited%n", LIMIT, CALLS, allowed, limited);
        assertThat(allowed).isBetween(LIMIT - LIMIT / 100, LIMIT + LIMIT / 100);
    }

    @Test
    void countsEveryAuthenticatedCallWhateverIsAnswered() {
        Account account = operator.create(3, null, "bots:read");
        LinkProbe link = gateways.getFirst();

        link.decide(account.key(), "POST", BOTS);
        link.decide(account.key(), "GET", "/api/v1/nowhere");
        Decision.Allowed third = (Decision.Allowed) link.decide(account.key(), "GET", BOTS);

        assertThat(third.quota().remaining()).isZero();
        assertThat(link.decide(account.key(), "GET", BOTS)).isInstanceOf(Decision.Limited.class);
    }

    @Test
    void tellsWhenToComeBack() {
        Account account = operator.create(1, null, "*");
        LinkProbe link = gateways.getFirst();
        link.decide(account.key(), "GET", BOTS);

        Decision.Limited limited = (Decision.Limited) link.decide(account.key(), "GET", BOTS);

        assertThat(limited.retryAfter().toSeconds()).isBetween(3600L, 3640L);
        assertThat(limited.quota().remaining()).isZero();
        assertThat(limited.quota().windowSeconds()).isEqualTo(3600);
    }
}
