package io.hania.access.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.hania.access.auth.Operator.Account;
import io.hania.access.auth.decision.Desks;
import io.hania.access.decision.Caller;
import io.hania.access.decision.Decision;
import io.hania.access.decision.Question;
import io.hania.access.decision.Refusal;
import io.hania.access.key.KeyKind;
import io.hania.access.records.Announcement;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
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

    @Inject
    Desks desks;

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
    void holdsACallThatIsAskedAgainAgainstTheLimitWithoutCountingIt() {
        Account account = operator.create(2, null, "*");
        LinkProbe link = gateways.getFirst();
        link.decide(account.key(), "GET", BOTS);

        assertThat(again(account)).isInstanceOf(Decision.Allowed.class);
        Decision.Allowed second = (Decision.Allowed) link.decide(account.key(), "GET", BOTS);
        assertThat(second.quota().remaining()).isZero();
        assertThat(again(account)).isInstanceOf(Decision.Limited.class);
    }

    @Test
    void holdsACallThatIsAskedAgainAgainstTheLimitThoughItsRecordIsNotCached() {
        Account account = operator.create(2, null, "*");
        LinkProbe link = gateways.getFirst();
        link.decide(account.key(), "GET", BOTS);

        dropRecord(account);
        assertThat(((Decision.Allowed) again(account)).quota().remaining()).isEqualTo(1);
        Decision.Allowed second = (Decision.Allowed) link.decide(account.key(), "GET", BOTS);
        assertThat(second.quota().remaining()).isZero();
        dropRecord(account);
        assertThat(again(account)).isInstanceOf(Decision.Limited.class);
    }

    /** What a change of a key does to its record. */
    private static void dropRecord(Account account) {
        assertThat(operator.change(account, "name = 'another'")).isInstanceOf(Announcement.Effective.class);
    }

    private Decision again(Account account) {
        return AskedAgain.decide(desks, LinkProbe.question(account.key(), "GET", BOTS));
    }

    @Test
    void holdsAWidgetCallThatIsAskedAgainAgainstBothLimitsWithoutCountingIt() {
        Account widget = operator.createWidget(21, "shop.example");
        LinkProbe link = gateways.getFirst();
        Question first = widgetCall(widget, "192.0.2.1", null);
        for (int i = 0; i < 19; i++) {
            link.decide(first);
        }

        assertThat(AskedAgain.decide(desks, first)).isInstanceOf(Decision.Allowed.class);
        assertThat(((Decision.Allowed) link.decide(first)).quota().remaining()).isEqualTo(1);
        assertThat(AskedAgain.decide(desks, first)).isInstanceOf(Decision.Limited.class);

        Question other = widgetCall(widget, "192.0.2.2", null);
        assertThat(((Decision.Allowed) AskedAgain.decide(desks, other)).quota().remaining())
                .isEqualTo(1);
        assertThat(((Decision.Allowed) link.decide(other)).quota().remaining()).isZero();
        assertThat(AskedAgain.decide(desks, widgetCall(widget, "192.0.2.3", null)))
                .isInstanceOf(Decision.Limited.class);
    }

    @Test
    void leavesTheRestOfAWidgetsLimitToOtherVisitors() {
        Account widget = operator.createWidget(100, "shop.example");
        LinkProbe link = gateways.getFirst();
        int passed = 0;
        for (int i = 0; i < 40; i++) {
            passed += link.decide(widgetCall(widget, "192.0.2.1", null)) instanceof Decision.Allowed ? 1 : 0;
        }

        assertThat(passed).isEqualTo(25);
        Decision.Allowed other = (Decision.Allowed) link.decide(widgetCall(widget, "192.0.2.2", null));
        assertThat(other.quota().remaining()).isEqualTo(74);
        assertThat(link.decide(widgetCall(widget, "192.0.2.1", other.visitor())))
                .isInstanceOf(Decision.Allowed.class);
    }

    @Test
    void doesNotCountPreflightsNorForeignOrigins() {
        Account widget = operator.createWidget(100, "shop.example");
        LinkProbe link = gateways.getFirst();
        Caller page = new Caller("request", "192.0.2.1", "https://evil.example", null, false);
        for (int i = 0; i < 5; i++) {
            link.decide(new Question(widget.hash(), KeyKind.WIDGET, "GET", "/config", page));
            Decision preflight = link.decide(new Question(
                    widget.hash(),
                    KeyKind.WIDGET,
                    "OPTIONS",
                    "/chat/send",
                    widgetCall(widget, "192.0.2.1", null).caller()));
            assertThat(preflight).isEqualTo(new Decision.Refused(new Refusal.MethodNotAllowed(List.of("POST")), null));
        }

        Decision.Allowed first = (Decision.Allowed) link.decide(widgetCall(widget, "192.0.2.1", null));
        assertThat(first.quota().remaining()).isEqualTo(99);
    }

    private static Question widgetCall(Account widget, String address, String visitor) {
        Caller page = new Caller("request", address, "https://shop.example", visitor, false);
        return new Question(widget.hash(), KeyKind.WIDGET, "GET", "/config", page);
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
