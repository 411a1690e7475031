package io.hania.access.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(StoresForTests.class)
class SignInTest {
    private static final String SESSION = "__Host-hania-session";

    @Test
    void setsAHostCookieThatScriptsCantRead() {
        Response answer = new Browser().signIn(Browser.OWNER, Browser.PASSWORD);
        String cookie = answer.getHeaders().getValues("Set-Cookie").stream()
                .filter(header -> header.startsWith(SESSION))
                .findFirst()
                .orElseThrow();
        assertThat(cookie)
                .contains("HttpOnly", "Secure", "SameSite=Lax", "Path=/")
                .doesNotContain("Domain");
    }

    @Test
    void givesAnotherSessionAtEverySignIn() {
        Browser browser = Browser.owner();
        String first = browser.cookie(SESSION);
        browser.signIn(Browser.OWNER, Browser.PASSWORD);
        assertThat(browser.cookie(SESSION)).isNotEqualTo(first);
    }

    @Test
    void storesOnlyTheHashOfASession() {
        Browser browser = Browser.owner();
        String cookie = browser.cookie(SESSION);
        assertThat(Rows.text("select count(*) from access.session where hash = sha256('" + cookie + "')"))
                .isEqualTo("1");
        assertThat(Rows.text("select count(*) from access.session s where s::text like '%" + cookie + "%'"))
                .isEqualTo("0");
    }

    @Test
    void endsASessionForGoodAtSignOut() {
        Browser browser = Browser.owner();
        Browser thief = browser.copy();
        browser.post("/sign-out", Map.of()).then().statusCode(303);
        thief.get(Browser.KEYS).then().statusCode(303);
    }

    @Test
    void answersUnknownPeopleLikeWrongPasswords() {
        Response unknown = new Browser().signIn("nobody-" + UUID.randomUUID() + "@example.com", "wrong");
        Response wrong = new Browser().signIn(Browser.OWNER, "wrong");
        assertThat(unknown.statusCode()).isEqualTo(401).isEqualTo(wrong.statusCode());
        assertThat(plain(unknown)).isEqualTo(plain(wrong));
    }

    @Test
    void takesAsLongForUnknownPeopleAsForWrongPasswords() {
        Duration unknown = Duration.ofDays(1);
        Duration wrong = Duration.ofDays(1);
        for (int i = 0; i < 6; i++) {
            unknown = shorter(unknown, attempt("nobody-" + UUID.randomUUID() + "@example.com"));
            wrong = shorter(wrong, attempt(Browser.OWNER));
        }
        assertThat(unknown).isBetween(wrong.dividedBy(2), wrong.multipliedBy(2));
    }

    private static Duration attempt(String email) {
        StoresForTests.database().execute("delete from access.sign_in_failure");
        Browser browser = new Browser();
        browser.get("/sign-in");
        long start = System.nanoTime();
        browser.post("/sign-in", Map.of("email", email, "password", "a wrong password"))
                .then()
                .statusCode(401);
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    @Test
    void slowsGuessesAndStillLetsTheOwnerIn() {
        String email = "slow-" + UUID.randomUUID() + "@example.com";
        Browser.owner().invites("viewer", email);
        for (int i = 0; i < 10; i++) {
            new Browser().signIn(email, "guess " + i).then().statusCode(401);
        }
        assertThat(rightPassword(email)).isGreaterThan(Duration.ofMillis(7900));
        assertThat(rightPassword(email)).isLessThan(Duration.ofMillis(7900));
    }

    @Test
    void slowsAnAddressThatTriesManyAccountsAndLetsNoMoreThanFourWait() throws Exception {
        String email = "neighbour-" + UUID.randomUUID() + "@example.com";
        Browser.owner().invites("viewer", email);
        StoresForTests.database().execute("""
                insert into access.sign_in_failure (subject)
                select sha256('address:127.0.0.1') from generate_series(1, 36)
                """);
        try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Integer>> attempts = Collections.nCopies(
                    8, () -> new Browser().signIn(email, Browser.PASSWORD).statusCode());
            assertThat(people.invokeAll(attempts).stream().map(Future::resultNow))
                    .containsOnly(303, 429)
                    .filteredOn(status -> status == 303)
                    .hasSizeGreaterThanOrEqualTo(4);
            assertThat(rightPassword(email)).isGreaterThan(Duration.ofMillis(3900));
        } finally {
            StoresForTests.database().execute("delete from access.sign_in_failure");
        }
    }

    /** How long it takes somebody to get in who knows it. */
    private static Duration rightPassword(String email) {
        Browser owner = new Browser();
        owner.get("/sign-in");
        long start = System.nanoTime();
        owner.post("/sign-in", Map.of("email", email, "password", Browser.PASSWORD))
                .then()
                .statusCode(303);
        return Duration.ofNanos(System.nanoTime() - start);
    }

    @Test
    void offersNoCompanyAccountUnlessOneIsConfigured() {
        assertThat(new Browser().get("/sign-in").asString()).doesNotContain("/sign-in/company");
        for (String path : new String[] {"/sign-in/company", "/sign-in/company/return?code=a&state=b"}) {
            new Browser().get(path).then().statusCode(404);
        }
    }

    @Test
    void goesOnlyToPagesOfOurs() {
        for (String evil : new String[] {"//evil", "https://evil", "/\\evil", "/\t/evil", "javascript:alert(1)"}) {
            Browser browser = new Browser();
            browser.get("/sign-in");
            Response answer = browser.post(
                    "/sign-in", Map.of("email", Browser.OWNER, "password", Browser.PASSWORD, "next", evil));
            assertThat(answer.getHeader("Location")).isEqualTo("/");
        }
    }

    @Test
    void comesBackToThePageThatWasAskedFor() {
        Response answer = new Browser().get("/audit?actor=me");
        assertThat(answer.getHeader("Location")).isEqualTo("/sign-in?next=%2Faudit%3Factor%3Dme");
    }

    @Test
    void endsOtherSessionsWhenThePasswordChanges() {
        String email = "changes-" + UUID.randomUUID() + "@example.com";
        Browser here = Browser.owner().invites("viewer", email);
        Browser there = new Browser();
        there.signIn(email, Browser.PASSWORD);
        here.post(
                        "/settings/account/password",
                        Map.of("current", "wrong", "fresh", "another good one", "repeated", "another good one"))
                .then()
                .statusCode(422);
        here.post(
                        "/settings/account/password",
                        Map.of(
                                "current",
                                Browser.PASSWORD,
                                "fresh",
                                "another good one",
                                "repeated",
                                "another good one"))
                .then()
                .statusCode(200);
        here.get(Browser.KEYS).then().statusCode(200);
        there.get(Browser.KEYS).then().statusCode(303);
        new Browser().signIn(email, "another good one").then().statusCode(303);
    }

    @Test
    void sendsHeadersThatKeepPagesToThemselves() {
        Response page = Browser.owner().get(Browser.KEYS);
        assertThat(page.getHeader("Content-Security-Policy"))
                .contains("default-src 'none'", "frame-ancestors 'none'", "script-src 'self'", "style-src 'self'")
                .doesNotContain("unsafe");
        assertThat(page.getHeader("Cache-Control")).isEqualTo("no-store");
        assertThat(page.asString())
                .doesNotContain("<style")
                .doesNotContain(" style=")
                .doesNotContain(" onclick=");
    }

    private static String plain(Response page) {
        return page.asString().replaceAll("value=\"[^\"]*\"", "");
    }
}
