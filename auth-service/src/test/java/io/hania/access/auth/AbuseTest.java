package io.hania.access.auth;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.hania.access.auth.Operator.Account;
import io.hania.access.decision.Decision;
import io.hania.access.key.KeyFormat;
import io.hania.access.key.KeyKind;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URL;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Floods and stampedes, and what must not be seen of keys. */
@QuarkusTest
@QuarkusTestResource(StoresForTests.class)
class AbuseTest {
    private static final String DECISIONS = "checks.find { it.name == 'decisions' }.data.";

    private static final String BOTS = "/api/v1/bots";
    private static final KeyFormat FORMAT = new KeyFormat("hania");

    private static Operator operator;
    private static LinkProbe link;

    @TestHTTPResource(value = "/metrics", management = true)
    URL metrics;

    @TestHTTPResource(value = "/health/ready", management = true)
    URL ready;

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

    private double metric(String name, String... tags) {
        return given().get(metrics)
                .asString()
                .lines()
                .filter(line -> line.startsWith(name))
                .filter(line -> List.of(tags).stream().allMatch(line::contains))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    private double reads() {
        return metric("auth_records_total", "tier=\"postgres\"");
    }

    @Test
    void readsPostgresFewTimesForAThousandCallsWithOneColdKey() {
        Account cold = operator.create("*");
        double before = metric("auth_postgres_queries_total");
        List<CompletableFuture<Decision>> answers = IntStream.range(0, 1000)
                .mapToObj(i -> link.ask(cold.key(), "GET", BOTS))
                .toList();
        answers.forEach(answer ->
                assertThat(answer.orTimeout(5, TimeUnit.SECONDS).join()).isInstanceOf(Decision.Allowed.class));

        double queries = metric("auth_postgres_queries_total") - before;
        System.out.printf("1000 calls with one cold key: %.0f reads of PostgreSQL%n", queries);
        assertThat(queries).isBetween(1.0, 20.0);
    }

    @Test
    void remembersAnUnknownKeyForTwoSeconds() {
        var unknown = FORMAT.generate(KeyKind.ACCOUNT);
        link.decide(unknown, "GET", BOTS);
        double before = reads();

        for (int i = 0; i < 50; i++) {
            link.decide(unknown, "GET", BOTS);
        }

        assertThat(reads() - before).isLessThanOrEqualTo(2);
    }

    @Test
    void goesOnForGoodKeysDuringAFloodOfUnknownOnes() {
        Account good = operator.create("*");
        link.decide(good.key(), "GET", BOTS);
        List<CompletableFuture<Decision>> flood = new ArrayList<>();
        List<Long> nanos = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            for (int j = 0; j < 20; j++) {
                flood.add(link.ask(FORMAT.generate(KeyKind.ACCOUNT), "GET", BOTS));
            }
            long start = System.nanoTime();
            assertThat(link.decide(good.key(), "GET", BOTS)).isInstanceOf(Decision.Allowed.class);
            nanos.add(System.nanoTime() - start);
        }
        long refused = flood.stream()
                .map(answer -> answer.orTimeout(5, TimeUnit.SECONDS)
                        .handle((d, none) -> d)
                        .join())
                .filter(Decision.Refused.class::isInstance)
                .count();

        nanos.sort(null);
        System.out.printf(
                "flood of 2000 unknown keys: %d refused, the rest undecided; good key p50 %d µs, p99 %d µs%n",
                refused, nanos.get(50) / 1000, nanos.get(98) / 1000);
        assertThat(metric("auth_postgres_reads{")).isLessThanOrEqualTo(64);
    }

    @Test
    void refusesAnExpiredKeyFromThatInstantThoughItIsCached() {
        OffsetDateTime expiry = OffsetDateTime.now().plus(Duration.ofMillis(700));
        Account account = operator.create(null, expiry, "*");
        assertThat(link.decide(account.key(), "GET", BOTS)).isInstanceOf(Decision.Allowed.class);

        Eventually.within(
                Duration.ofSeconds(5), () -> link.decide(account.key(), "GET", BOTS) instanceof Decision.Refused);

        assertThat(OffsetDateTime.now()).isAfterOrEqualTo(expiry);
        assertThat(OffsetDateTime.now()).isBefore(expiry.plusSeconds(1));
    }

    @Test
    void labelsNoMetricWithAKeyOrATenant() {
        Account account = operator.create("*");
        link.decide(account.key(), "GET", BOTS);

        String all = given().get(metrics).asString();

        assertThat(all)
                .contains("auth_decisions_seconds_count{kind=\"account\",result=\"allowed\"")
                .contains("auth_limits_total{result=\"fallback\"")
                .contains("auth_tokens_total{result=\"minted\"")
                .contains("auth_signing_key_seconds_left")
                .contains("auth_usage_lost_total")
                .doesNotContain(account.id().toString())
                .doesNotContain(account.key().value())
                .doesNotContain(account.hash().hex());
    }

    @Test
    void saysWhyItIsReadyOrNot() {
        given().get(ready)
                .then()
                .statusCode(200)
                .body(DECISIONS + "postgresql", org.hamcrest.Matchers.equalTo("reachable"))
                .body(DECISIONS + "redis", org.hamcrest.Matchers.equalTo("reachable"));
        StoresForTests.toRedis.cut();
        try {
            Eventually.within(
                    Duration.ofSeconds(5), () -> given().get(ready).asString().contains("lost: PostgreSQL decides"));
            given().get(ready).then().statusCode(200);
        } finally {
            StoresForTests.toRedis.mend();
            Eventually.within(
                    Duration.ofSeconds(5), () -> !given().get(ready).asString().contains("lost: PostgreSQL decides"));
        }
    }
}
