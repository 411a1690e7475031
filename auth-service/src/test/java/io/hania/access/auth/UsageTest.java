package io.hania.access.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.hania.access.auth.Operator.Account;
import io.hania.access.decision.Caller;
import io.hania.access.decision.Question;
import io.hania.access.key.KeyHash;
import io.hania.access.key.KeyKind;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What operators can learn of their keys, within five seconds. */
@QuarkusTest
@QuarkusTestResource(StoresForTests.class)
class UsageTest {
    private static final String BOTS = "/api/v1/bots";
    private static final Duration FLUSHED = Duration.ofSeconds(5);

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

    private static void becomes(long expected, String sql, Object... values) {
        Eventually.within(FLUSHED, () -> operator.number(sql, Tuple.from(values)) == expected);
    }

    private static String decide(Account account, String method, String path) {
        Question question = LinkProbe.question(account.key(), method, path);
        link.decide(question);
        return question.caller().requestId();
    }

    @Test
    void countsCallsByHourAndOutcomeAndNotesTheLastUse() {
        Account account = operator.create("bots:read");
        for (int i = 0; i < 7; i++) {
            decide(account, "GET", BOTS);
        }
        decide(account, "POST", BOTS);

        becomes(
                7,
                "select sum(calls)::bigint from usage.hourly where key_id = $1 and outcome = 'allowed'",
                account.id());
        becomes(
                1,
                "select sum(calls)::bigint from usage.hourly where key_id = $1 and outcome = 'missing_ability'",
                account.id());
        becomes(7, "select calls from usage.ability_use where key_id = $1 and ability = 'bots:read'", account.id());
        becomes(
                1,
                "select count(*) from usage.last_use where key_id = $1 and address = '192.0.2.1' and at > now() - interval '1 minute'",
                account.id());
    }

    @Test
    void keepsTheTrueReasonOfEachRefusal() {
        Account revoked = operator.create("*");
        operator.revoke(revoked);
        Account expired = operator.create(null, java.time.OffsetDateTime.now().minusDays(1), "*");
        Account narrow = operator.create("bots:read");
        Account widget = operator.createWidget(1000, "shop.example");

        reason("revoked", decide(revoked, "GET", BOTS));
        reason("expired", decide(expired, "GET", BOTS));
        reason("missing_ability: bots:write", decide(narrow, "POST", BOTS));
        reason("not_found", decide(narrow, "GET", "/api/v1/nowhere"));
        reason("wrong_place", decide(widget, "GET", BOTS));
    }

    private static void reason(String expected, String requestId) {
        becomes(1, "select count(*) from usage.refusal where request_id = $1 and reason = $2", requestId, expected);
    }

    @Test
    void notesWhereAnAccountKeyWasSeenInABrowser() {
        Account account = operator.create("*");
        for (int i = 0; i < 3; i++) {
            Caller page = new Caller(UUID.randomUUID().toString(), "192.0.2.1", "https://a.example", null, true);
            link.decide(new Question(account.hash(), KeyKind.ACCOUNT, "GET", BOTS, page));
        }

        becomes(3, "select calls from usage.sighting where key_id = $1 and origin = 'https://a.example'", account.id());
        becomes(0, "select count(*) from usage.last_use where key_id = $1", account.id());
    }

    @Test
    void notesTheOriginsThatAWidgetKeyWasRefusedAt() {
        Account widget = operator.createWidget(1000, "shop.example");
        Caller page = new Caller(UUID.randomUUID().toString(), "192.0.2.1", "https://evil.example", null, false);
        link.decide(new Question(KeyHash.of(widget.key()), KeyKind.WIDGET, "GET", "/config", page));

        becomes(
                1,
                "select calls from usage.sighting where key_id = $1 and origin = 'https://evil.example'",
                widget.id());
    }

    @Test
    void shortensWhatStrangersChoose() {
        Account widget = operator.createWidget(1000, "shop.example");
        String origin = "https://" + "a".repeat(2000) + ".example";
        Caller page = new Caller(UUID.randomUUID().toString(), "192.0.2.1", origin, null, false);
        link.decide(new Question(KeyHash.of(widget.key()), KeyKind.WIDGET, "GET", "/config", page));

        becomes(255, "select length(origin)::bigint from usage.sighting where key_id = $1", widget.id());
    }

    @Test
    void goesOnAfterABatchThatPostgresDoesNotTake() {
        Account account = operator.create("*");
        Caller odd = new Caller("odd", "192.0.2.1\u0000", null, null, false);
        link.decide(new Question(account.hash(), KeyKind.ACCOUNT, "GET", BOTS, odd));
        Eventually.within(FLUSHED, () -> operator.number("select 1::bigint", Tuple.tuple()) == 1);
        Account next = operator.create("*");
        decide(next, "GET", BOTS);

        Eventually.within(FLUSHED, () -> {
            decide(next, "GET", BOTS);
            return operator.number("select count(*) from usage.hourly where key_id = $1", Tuple.of(next.id())) == 1;
        });
    }

    @Test
    void writesLaterWhatCouldNotBeWritten() {
        Account account = operator.create("*");
        decide(account, "GET", BOTS);
        StoresForTests.toPostgres.cut();
        try {
            decide(account, "GET", BOTS);
            assertThat(operator.number("select count(*) from usage.hourly where key_id = $1", Tuple.of(account.id())))
                    .isLessThanOrEqualTo(1);
        } finally {
            StoresForTests.toPostgres.mend();
        }

        becomes(2, "select sum(calls)::bigint from usage.hourly where key_id = $1", account.id());
    }
}
