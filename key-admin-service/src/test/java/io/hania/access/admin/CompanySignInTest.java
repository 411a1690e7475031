package io.hania.access.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Signing in with a company account, at a real Keycloak and through its own form. */
@QuarkusTest
@QuarkusTestResource(StoresForTests.class)
@QuarkusTestResource(value = CompanyForTests.class, restrictToAnnotatedClass = true)
class CompanySignInTest {
    private static final String SESSION = "__Host-hania-session";
    private static final String START = "/sign-in/company";
    private static final Pattern STATE = Pattern.compile("&state=([^&]+)");

    private Keycloak keycloak;

    @BeforeEach
    void waitForKeycloak() {
        keycloak = CompanyForTests.keycloak();
    }

    @Test
    void letsInWhoWasInvitedAndKnowsThemAgain() {
        Browser.owner().post("/settings/members/invite", Map.of("email", "invited@company.example", "role", "viewer"));
        Browser browser = new Browser();
        signIn(browser, "invited", START).then().statusCode(303);
        browser.get(Browser.KEYS).then().statusCode(200).body(containsString("Viewer"));
        assertThat(Rows.text("select password_hash from access.account where email = 'invited@company.example'"))
                .isEqualTo("null");

        rename("invited@company.example", "moved@example.com");
        signIn(new Browser(), "invited", START).then().statusCode(303);
        rename("moved@example.com", "invited@company.example");
    }

    @Test
    void tiesAVerifiedAddressToTheAccountThatHasIt() {
        Browser browser = new Browser();
        browser.get("/sign-in?next=/audit").then().body(containsString(START + "?next=%2Faudit"));
        Response entered = signIn(browser, "owner", START + "?next=/audit");
        assertThat(entered.getHeader("Location")).isEqualTo("/audit");
        browser.get(Browser.KEYS).then().statusCode(200).body(containsString("Owner"));
        assertThat(Rows.text("select count(*) from access.account where lower(email) = 'owner@example.com'"))
                .isEqualTo("1");
        assertThat(Rows.text("select count(*) from access.audit_entry where action = 'account.tied'" + " and actor = '"
                        + Browser.OWNER + "'"))
                .isEqualTo("1");
        Browser.owner().get(Browser.KEYS).then().statusCode(200);
    }

    @Test
    void makesNoAccountForStrangersNorForUnverifiedAddresses() {
        Browser.owner()
                .post("/settings/members/invite", Map.of("email", "unverified@company.example", "role", "owner"));
        String before = Rows.text("select count(*) from access.account");
        for (String user : new String[] {"uninvited", "unverified"}) {
            Browser browser = new Browser();
            Response refused = signIn(browser, user, START);
            assertThat(refused.getHeader("Location")).isEqualTo("/sign-in?company=oidc");
            browser.follow(refused).then().body(containsString("could not be used here"));
            assertThat(browser.cookie(SESSION)).isNull();
        }
        assertThat(Rows.text("select count(*) from access.account")).isEqualTo(before);
    }

    @Test
    void asksWithStateNonceAndProofKeyAndKeepsNoTokens() {
        Browser browser = new Browser();
        Response toProvider = browser.get(START);
        assertThat(toProvider.getHeader("Location"))
                .contains("response_type=code", "code_challenge_method=S256", "code_challenge=", "&state=", "&nonce=")
                .contains(
                        "redirect_uri=http%3A%2F%2Flocalhost%3A" + RestAssured.port + "%2Fsign-in%2Fcompany%2Freturn");
        Response entered = finish(browser, keycloak.signIn(toProvider, "owner"));
        for (Response response : List.of(toProvider, entered)) {
            assertThat(response.getHeaders().getValues("Set-Cookie"))
                    .filteredOn(cookie -> !cookie.contains("Max-Age=0"))
                    .isNotEmpty()
                    .allSatisfy(cookie ->
                            assertThat(cookie).containsIgnoringCase("httponly").contains("Secure"));
        }
        assertThat(browser.cookie("q_session")).isNull();
        assertThat(browser.cookie(SESSION)).isNotNull();
    }

    @Test
    void takesNoAnswerThatBelongsToAnotherBrowser() {
        Browser attacker = new Browser();
        Response answer = keycloak.signIn(attacker.get(START), "owner");
        Browser begun = new Browser();
        begun.get(START);
        for (Browser victim : List.of(new Browser(), begun)) {
            assertThat(victim.follow(answer).getHeader("Location"))
                    .startsWith(keycloak.issuer().toString());
            assertThat(victim.cookie(SESSION)).isNull();
        }
    }

    @Test
    void saysThatAnAnswerTheProviderDoesNotStandByCameToNothing() {
        Browser browser = new Browser();
        String state = Browser.find(STATE, browser.get(START).getHeader("Location"));
        Response refused = browser.get(START + "/return?code=forged&state=" + state);
        assertThat(refused.getHeader("Location")).isEqualTo("/sign-in?company=oidc-broken");
        browser.follow(refused).then().body(containsString("did not come to an end"));
        assertThat(browser.cookie(SESSION)).isNull();
    }

    @Test
    void givesAnotherSessionEachTimeAndEndsItAtSignOut() {
        Browser browser = new Browser();
        signIn(browser, "owner", START);
        String first = browser.cookie(SESSION);
        signIn(browser, "owner", START);
        assertThat(browser.cookie(SESSION)).isNotEqualTo(first);
        Browser thief = browser.copy();
        browser.get(Browser.KEYS);
        browser.post("/sign-out", Map.of()).then().statusCode(303);
        thief.get(Browser.KEYS).then().statusCode(303);
    }

    @Test
    void leavesEveryOtherPageToOurOwnEntrance() {
        Response refused = new Browser().get(Browser.KEYS);
        assertThat(refused.getHeader("Location")).isEqualTo("/sign-in?next=%2Fsettings%2Fapi-keys");
    }

    @Test
    void goesOnlyToPagesOfOurs() {
        Response entered = signIn(new Browser(), "owner", START + "?next=//evil");
        assertThat(entered.getHeader("Location")).isEqualTo("/");
    }

    @Test
    void letsPeopleWithoutAPasswordProveThemselvesAtTheProvider() {
        Browser.owner().post("/settings/members/invite", Map.of("email", "proving@company.example", "role", "admin"));
        Browser browser = new Browser();
        signIn(browser, "proving", START);
        browser.get(Browser.KEYS + "/new").then().body(not(containsString("Confirm that it is you")));
        age();
        browser.get(Browser.KEYS + "/new")
                .then()
                .body(containsString("Confirm that it is you"))
                .body(containsString(START + "?prompt=login"))
                .body(not(containsString("type=\"password\"")));
        browser.create("too late").then().statusCode(422);

        Response toProvider = browser.get(START + "?prompt=login&next=" + Browser.KEYS + "/new");
        assertThat(toProvider.getHeader("Location")).contains("prompt=login");
        finish(browser, keycloak.signIn(toProvider, "proving"));
        browser.get(Browser.KEYS + "/new").then().body(not(containsString("Confirm that it is you")));
        assertThat(Browser.hasSecret(browser.create("in time"))).isTrue();
    }

    private Response signIn(Browser browser, String user, String start) {
        return finish(browser, keycloak.signIn(browser.get(start), user));
    }

    /** From the provider's answer over the address that takes it to the page that opens the session. */
    private static Response finish(Browser browser, Response answer) {
        answer.then().statusCode(302);
        return browser.follow(browser.follow(answer));
    }

    private static void age() {
        StoresForTests.database().execute("update access.session set proved_at = now() - interval '20 minutes'");
    }

    private static void rename(String from, String to) {
        StoresForTests.database()
                .execute("update access.account set email = '" + to + "' where email = '" + from + "'");
    }
}
