package io.hania.access.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The dashboard's pages about widgets: keys, look and domain doctor. */
@QuarkusTest
@QuarkusTestResource(StoresForTests.class)
class WidgetsTest {
    private static final Pattern KEY = Pattern.compile("hania_[0-9a-f]{40}");
    private static final Pattern ID = Pattern.compile("/widgets/keys/([0-9a-f-]{36})");
    private static final Map<String, String> LOOK = Map.of(
            "theme_color", "#0b6b57",
            "position", "bottom-left",
            "greeting_text", "Moin",
            "placeholder_text", "Schreib etwas");

    private final String bot = "bot_" + UUID.randomUUID();
    private Browser owner = null;

    @BeforeEach
    void signIn() {
        owner = Browser.owner();
    }

    private Response create(Browser who, String domains) {
        return who.post(
                "/widgets/bots/" + bot + "/keys", Map.of("name", "the shop", "domains", domains, "rate_limit", "500"));
    }

    /** The page of a new key with these domains. */
    private String made(String domains) {
        Response answer = create(owner, domains);
        answer.then().statusCode(303).header("Location", endsWith("?done=created"));
        return "/widgets/keys/" + Browser.find(ID, answer.header("Location"));
    }

    private static String id(String page) {
        return Browser.find(ID, page);
    }

    private static String row(String page) {
        return Rows.text("select concat_ws(' ', status, rate_limit, version, array_to_string(allowed_domains, ','))"
                + " from widget.widget_key where id = '" + id(page) + "'");
    }

    private static void sighted(String page, String origin, String age) {
        StoresForTests.database()
                .execute(
                        "insert into usage.sighting values ('%s', '%s', now() - interval '%s', now() - interval '%s', 3)"
                                .formatted(id(page), origin, age, age));
    }

    @Nested
    class Keys {
        @Test
        void areMadeWithPastedAddressesAsRules() {
            String page =
                    made("https://Shop.Example.com/cart?x=1\n*.example.org, http://localhost:3000 bücher.example");
            assertThat(row(page))
                    .isEqualTo("active 500 1 shop.example.com,*.example.org,localhost:3000,xn--bcher-kva.example");
            Response shown = owner.get(page + "?done=created");
            String key = Browser.find(KEY, shown.asString());
            shown.then()
                    .statusCode(200)
                    .body(
                            containsString("It works from now on"),
                            containsString("/widget.js&quot; data-key=&quot;" + key + "&quot;&gt;&lt;/script&gt;"));
            assertThat(Rows.text("select count(*) from widget.widget_key where hash = sha256('" + key + "')"))
                    .isEqualTo("1");
            assertThat(Rows.text("select action from access.audit_entry where subject = '" + id(page) + "'"))
                    .isEqualTo("widget_key.created");
            owner.get("/widgets/bots/" + bot).then().body(containsString(page), containsString("*.example.org"));
            owner.get("/widgets").then().body(containsString("/widgets/bots/" + bot));
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "''|example.com|500|1 to 100 characters",
                    "x|*|500|a star stands only in front",
                    "x|*.com|500|com",
                    "x|*.co.uk|500|co.uk",
                    "x|example.com/path|500|without a path",
                    "x|example.com|0|from 1 to 1,000,000",
                    "x|example.com|1000001|from 1 to 1,000,000",
                    "x|example.com|many|from 1 to 1,000,000",
                })
        void areRefusedWithWhatIsWrongAndWhatWasTyped(String name, String domains, String limit, String said) {
            Map<String, String> fields = Map.of("name", name, "domains", domains, "rate_limit", limit);
            owner.post("/widgets/bots/" + bot + "/keys", fields)
                    .then()
                    .statusCode(422)
                    .body(containsString(said), containsString(">" + domains + "</textarea>"));
            assertThat(Rows.text("select count(*) from widget.widget_key where bot_id = '" + bot + "'"))
                    .isEqualTo("0");
        }

        @Test
        void takeOtherDomainsAndAnotherLimitAtOnce() {
            String page = made("example.com");
            owner.post(page, Map.of("name", "the shop", "domains", "example.org", "rate_limit", "7"))
                    .then()
                    .statusCode(303)
                    .header("Location", endsWith("?done=saved"));
            assertThat(row(page)).isEqualTo("active 7 2 example.org");
            String change = Rows.text("select detail from access.audit_entry where action = 'widget_key.changed'"
                    + " and subject = '" + id(page) + "'");
            assertThat(change).contains("example.com", "example.org");
        }

        @Test
        void workNowhereWithoutDomains() {
            owner.get(made("")).then().statusCode(200);
            owner.get("/widgets/bots/" + bot).then().body(containsString("None: works nowhere"));
        }

        @Test
        void areRevokedForGood() {
            String page = made("example.com");
            owner.post(page + "/revoke", Map.of("sure", "on"))
                    .then()
                    .statusCode(303)
                    .header("Location", endsWith("?done=revoked"));
            owner.post(page, Map.of("name", "again", "domains", "example.org", "rate_limit", "7"));
            owner.post(page + "/allow", Map.of("origin", "https://example.org"));
            assertThat(row(page)).isEqualTo("revoked 500 2 example.com");
            owner.get(page).then().statusCode(200).body(not(containsString("method=\"post\" action=\"" + page)));
            assertThat(Rows.text("select action from access.audit_entry where subject = '" + id(page)
                            + "' order by at desc limit 1"))
                    .isEqualTo("widget_key.revoked");
        }

        @Test
        void areNamedByTextOnly() {
            Map<String, String> fields =
                    Map.of("name", "<img src=x onerror=alert(1)>", "domains", "", "rate_limit", "1");
            Response answer = owner.post("/widgets/bots/" + bot + "/keys", fields);
            for (String page : List.of("/widgets/bots/" + bot, answer.header("Location"))) {
                owner.get(page).then().body(containsString("&lt;img src=x"), not(containsString("<img")));
            }
        }
    }

    @Nested
    class DomainDoctor {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "https://example.com/cart|Allowed by the rule <code>example.com</code>",
                    "EXAMPLE.COM.|Allowed by the rule <code>example.com</code>",
                    "https://a.b.example.org|Allowed by the rule <code>*.example.org</code>",
                    "http://localhost:3000|Allowed by the rule <code>localhost</code>",
                    "http://example.com|served over http",
                    "https://example.com:8443|no rule allows it",
                    "https://evilexample.com|no rule allows it",
                    "https://example.com.evil.com|no rule allows it",
                    "example.org|no rule allows it",
                    "null|no rule allows it",
                    "file:///etc/passwd|no address of a page",
                    "not an address|no address of a page",
                    "javascript:alert(1)|no address of a page",
                })
        void saysWhyAnAddressIsAllowedOrNot(String address, String said) {
            String page = made("example.com *.example.org localhost");
            Response answer = Browser.owner().get(page + "?address=" + address.replace(" ", "%20"));
            answer.then().statusCode(200).body(containsString(said));
        }

        @Test
        void showsWhatWasBlockedInTheLastSevenDaysAndStillWouldBe() {
            String page = made("example.com");
            sighted(page, "https://blog.example.com", "6 days");
            sighted(page, "https://old.example.com", "8 days");
            sighted(page, "https://example.com", "1 hour");
            sighted(page, "http://plain.example.com", "1 hour");
            sighted(page, "null", "1 hour");
            owner.get(page)
                    .then()
                    .body(
                            containsString("Allow: https://blog.example.com"),
                            not(containsString("https://old.example.com")),
                            not(containsString("<code>https://example.com</code>")),
                            containsString("<code>http://plain.example.com</code>"),
                            not(containsString("Allow: http://plain.example.com")),
                            containsString("No address, such as a sandboxed frame"));
        }

        @Test
        void allowsABlockedOriginWithOneClick() {
            String page = made("example.com");
            sighted(page, "https://blog.example.com", "1 hour");
            sighted(page, "https://shop.example.com:8443", "1 hour");
            for (String origin : List.of("https://blog.example.com", "https://shop.example.com:8443")) {
                owner.post(page + "/allow", Map.of("origin", origin))
                        .then()
                        .statusCode(303)
                        .header("Location", endsWith("?done=saved"));
            }
            assertThat(row(page)).isEqualTo("active 500 3 example.com,blog.example.com,shop.example.com:8443");
            owner.get(page).then().body(containsString("No page was blocked"));
        }

        @Test
        void allowsNothingThatNoRuleMayAllow() {
            String page = made("example.com");
            for (String origin : List.of("https://*", "https://com", "*.co.uk", "<script>")) {
                owner.post(page + "/allow", Map.of("origin", origin)).then().statusCode(422);
            }
            assertThat(row(page)).isEqualTo("active 500 1 example.com");
        }
    }

    @Nested
    class Looks {
        private final String page = "/widgets/bots/" + bot + "/look";

        @Test
        void areSavedAndShownInThePreview() {
            owner.get(page).then().statusCode(200).body(containsString("%22theme_color%22%3A%22%234338ca%22"));
            owner.post(page, LOOK).then().statusCode(303).header("Location", endsWith("?done=saved"));
            owner.get(page + "?done=saved")
                    .then()
                    .body(
                            containsString("Live widgets show it at their next load"),
                            containsString("/widget/1/preview.html#%7B"),
                            containsString("%22theme_color%22%3A%22%230b6b57%22"),
                            containsString("%22show_branding%22%3Afalse"));
            assertThat(Rows.text("select detail from access.audit_entry where detail::text like '%" + bot
                            + "%' and action = 'widget_look.saved'"))
                    .contains("Moin");
        }

        @Test
        void letOnlyThePreviewBeFramed() {
            assertThat(owner.get(page).header("Content-Security-Policy"))
                    .contains("frame-src http://localhost:8080", "frame-ancestors 'none'");
        }

        @ParameterizedTest
        @CsvSource({
            "theme_color,red,six hex digits",
            "theme_color,#12345,six hex digits",
            "theme_color,#0b6b57;x:url(//e),six hex digits",
            "position,top,Choose a position",
            "greeting_text,'',1 to 200",
            "placeholder_text,'',1 to 100",
            "avatar_url,http://example.com/a.png,begins with https",
            "avatar_url,javascript:alert(1),begins with https",
            "avatar_url,https://user:pw@example.com/,begins with https",
        })
        void refuseWhatIsNoLook(String field, String value, String said) {
            Map<String, String> fields = new HashMap<>(LOOK);
            fields.put(field, value);
            owner.post(page, fields).then().statusCode(422).body(containsString(said));
            assertThat(Rows.text("select count(*) from widget.customization where bot_id = '" + bot + "'"))
                    .isEqualTo("0");
        }

        @Test
        void areTextsOnly() {
            Map<String, String> fields = new HashMap<>(LOOK);
            fields.put("welcome_message", "</textarea><script>alert(1)</script>");
            owner.post(page, fields).then().statusCode(303);
            owner.get(page).then().body(not(containsString("<script>alert")));
        }
    }

    @Nested
    class Others {
        @Test
        void ofAnotherWorkspaceSeeAndChangeNothing() {
            String page = made("example.com");
            owner.post("/widgets/bots/" + bot + "/look", LOOK);
            Browser stranger = Browser.stranger();
            stranger.get(page).then().statusCode(404);
            stranger.get(page + "?address=example.com").then().statusCode(404);
            Map<String, String> fields = Map.of(
                    "name", "mine", "domains", "evil.example", "rate_limit", "1", "origin", "https://evil.example");
            List.of("", "/allow", "/revoke")
                    .forEach(form -> stranger.post(page + form, fields).then().statusCode(404));
            assertThat(row(page)).isEqualTo("active 500 1 example.com");
            stranger.get("/widgets").then().body(not(containsString(bot)));
            stranger.get("/widgets/bots/" + bot).then().body(not(containsString("the shop")));
            stranger.get("/widgets/bots/" + bot + "/look").then().body(not(containsString("Moin")));
            stranger.post("/widgets/bots/" + bot + "/look", Map.copyOf(LOOK))
                    .then()
                    .statusCode(303);
            assertThat(Rows.text("select count(*) from widget.customization where bot_id = '" + bot + "'"))
                    .isEqualTo("2");
        }

        @Test
        void whoMayOnlyLookChangeNothing() {
            String page = made("example.com");
            Browser viewer = Browser.member("viewer");
            for (String shown : List.of("/widgets", "/widgets/bots/" + bot, "/widgets/bots/" + bot + "/look", page)) {
                viewer.get(shown)
                        .then()
                        .statusCode(200)
                        .body(
                                not(containsString("method=\"post\" action=\"" + page)),
                                not(containsString("/keys/new")));
            }
            viewer.get("/widgets/bots/" + bot + "/keys/new").then().statusCode(403);
            create(viewer, "example.org").then().statusCode(403);
            viewer.post("/widgets/bots/" + bot + "/look", LOOK).then().statusCode(403);
            List.of("", "/allow", "/revoke")
                    .forEach(form -> viewer.post(page + form, Map.of()).then().statusCode(403));
            assertThat(row(page)).isEqualTo("active 500 1 example.com");
        }

        @Test
        void whoAdministerMayDoItAll() {
            Browser admin = Browser.member("admin");
            String page = "/widgets/keys/" + Browser.find(ID, create(admin, "").header("Location"));
            admin.post(page + "/allow", Map.of("origin", "https://example.org"))
                    .then()
                    .statusCode(303);
            admin.post("/widgets/bots/" + bot + "/look", LOOK).then().statusCode(303);
            admin.post(page + "/revoke", Map.of("sure", "on")).then().statusCode(303);
            assertThat(row(page)).isEqualTo("revoked 500 3 example.org");
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "/allow", "/revoke"})
        void whoseSitesSendFormsAreRefused(String form) {
            String page = made("example.com");
            owner.postBare(page + form, Map.of("origin", "https://evil.example"))
                    .then()
                    .statusCode(403);
            owner.post(page + form, Map.of("origin", "https://evil.example"), Map.of("Origin", "https://evil.example"))
                    .then()
                    .statusCode(403);
            assertThat(row(page)).isEqualTo("active 500 1 example.com");
        }
    }

    @Test
    void aBotIsNamedByItsIdOnly() {
        owner.get("/widgets?bot_id=" + bot).then().statusCode(303).header("Location", endsWith("/widgets/bots/" + bot));
        owner.get("/widgets?bot_id=//evil.example")
                .then()
                .statusCode(200)
                .body(containsString("aria-invalid=\"true\""));
        owner.get("/widgets/bots/..%2f..%2fx").then().statusCode(400);
    }
}
