package io.hania.access.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.hania.access.auth.Operator.Account;
import io.hania.access.decision.Decision;
import io.hania.access.decision.Refusal;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Decisions as a gateway gets them, with real stores. */
@QuarkusTest
@QuarkusTestResource(StoresForTests.class)
class DecisionsTest {
    private static final String BOTS = "/api/v1/bots";
    private static final Decision UNAUTHORIZED = new Decision.Refused(new Refusal.Unauthorized(), null);

    private static Operator operator;
    private static LinkProbe link;

    @BeforeAll
    static void open() {
        operator = new Operator(StoresForTests.database, StoresForTests.redis.url());
        link = new LinkProbe(StoresForTests.linkPort).connected();
    }

    @AfterAll
    static void close() {
        link.close();
        operator.close();
    }

    @Test
    void allowsAGrantedCall() {
        Account account = operator.create("bots:read");

        assertThat(link.decide(account.key(), "GET", BOTS)).isInstanceOf(Decision.Allowed.class);
        assertThat(link.decide(account.key(), "GET", BOTS)).isInstanceOf(Decision.Allowed.class);
    }

    @Test
    void refusesAnUnknownKeyUntilItIsCreated() {
        Account account = new Account(
                java.util.UUID.randomUUID(),
                new io.hania.access.key.KeyFormat("hania").generate(io.hania.access.key.KeyKind.ACCOUNT));

        assertThat(link.decide(account.key(), "GET", BOTS)).isEqualTo(UNAUTHORIZED);
        operator.insert(account, null, null, "*");
        assertThat(link.decide(account.key(), "GET", BOTS)).isInstanceOf(Decision.Allowed.class);
    }

    @Test
    void refusesARevokedKeyAtOnce() {
        Account account = operator.create("*");
        link.decide(account.key(), "GET", BOTS);

        operator.revoke(account);

        assertThat(link.decide(account.key(), "GET", BOTS)).isEqualTo(UNAUTHORIZED);
    }

    @Test
    void limitsCalls() {
        Account account = operator.create(3, null, "*");
        for (int i = 2; i >= 0; i--) {
            assertThat(((Decision.Allowed) link.decide(account.key(), "GET", BOTS))
                            .quota()
                            .remaining())
                    .isEqualTo(i);
        }
        assertThat(link.decide(account.key(), "GET", BOTS)).isInstanceOf(Decision.Limited.class);
    }

    @Test
    void namesTheMissingAbility() {
        Account account = operator.create("bots:read");

        assertThat(link.decide(account.key(), "POST", BOTS))
                .isEqualTo(new Decision.Refused(new Refusal.MissingAbility("bots:write"), null));
    }
}
