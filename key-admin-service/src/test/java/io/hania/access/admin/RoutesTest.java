package io.hania.access.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Every page and every form, tried as each role, as a stranger with the right ids, as nobody, and from another site. */
@QuarkusTest
@QuarkusTestResource(StoresForTests.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RoutesTest {
    private static final Map<String, String> FIELDS = Map.of(
            "name",
            "forged",
            "access",
            "all",
            "expiry",
            "never",
            "grace",
            "now",
            "role",
            "owner",
            "email",
            "forged@example.com");

    private final Map<String, String> ids = new HashMap<>();

    @BeforeEach
    void fillAWorkspaceOnce() {
        if (!ids.isEmpty()) {
            return;
        }
        Browser owner = Browser.owner();
        ids.put("key", owner.createId("theirs"));
        ids.put("member", Rows.text("select id from access.account where email = '" + Browser.OWNER + "'"));
        String guest = "guest-" + UUID.randomUUID() + "@example.com";
        owner.post("/settings/members/invite", Map.of("email", guest, "role", "admin"));
        ids.put("invitation", Rows.text("select id from access.invitation where email = '" + guest + "'"));
        ids.put("session", Rows.text("select id from access.session order by opened_at desc limit 1"));
        String hook = "https://example.com/" + UUID.randomUUID();
        owner.post("/settings/workspace/webhooks", Map.of("url", hook));
        ids.put("webhook", Rows.text("select id from access.webhook where url = '" + hook + "'"));
        StoresForTests.database().execute("""
                insert into access.webhook_delivery (id, webhook_id, event, body, state)
                values (gen_random_uuid(), '%s', 'test', '{}', 'delivered')
                """.formatted(ids.get("webhook")));
        ids.put(
                "delivery",
                Rows.text("select id from access.webhook_delivery where webhook_id = '" + ids.get("webhook") + "'"));
        String made = owner.post(
                        "/widgets/bots/bot_support/keys",
                        Map.of("name", "theirs", "domains", "shop.example.com", "rate_limit", "10"))
                .getHeader("Location");
        ids.put("widget", made.replaceAll(".*/keys/([0-9a-f-]{36}).*", "$1"));
        assertThat(ids.values()).allMatch(id -> id.length() == 36);
    }

    @Test
    void answersStrangersAsIfAnothersThingsDidNotExist() {
        Browser stranger = Browser.stranger();
        String before = state();
        for (Route route : Route.ALL.stream().filter(Route::namesSomething).toList()) {
            Response answer = send(stranger, route, ids);
            assertThat(answer.statusCode()).as(route.toString()).isEqualTo(404);
            assertThat(answer.asString()).as(route.toString()).doesNotContain("theirs");
        }
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void showsStrangersNothingOfAnother() {
        Browser stranger = Browser.stranger();
        for (Route route : Route.ALL) {
            if (!route.changes() && route.who() != Route.Who.ANYBODY && !route.namesSomething()) {
                assertThat(stranger.get(route.address(ids)).asString())
                        .as(route.toString())
                        .doesNotContain("theirs", "shop.example.com", Browser.OWNER);
            }
        }
    }

    @Test
    void refusesEachRoleWhatItMayNotDo() {
        Map<Route.Who, Browser> people = new EnumMap<>(Route.Who.class);
        people.put(Route.Who.MEMBERS, Browser.member("viewer"));
        people.put(Route.Who.ADMINS, Browser.member("admin"));
        String before = state();
        people.forEach((role, browser) -> Route.ALL.stream()
                .filter(route -> !route.who().includes(role))
                .forEach(route -> assertThat(send(browser, route, ids).statusCode())
                        .as("%s as one of the %s", route, role)
                        .isEqualTo(403)));
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void letsEachRoleSeeThePagesItMayHave() {
        Map<Route.Who, Browser> people = new EnumMap<>(Route.Who.class);
        people.put(Route.Who.MEMBERS, Browser.member("viewer"));
        people.put(Route.Who.ADMINS, Browser.member("admin"));
        people.put(Route.Who.OWNERS, Browser.owner());
        people.forEach((role, browser) -> Route.ALL.stream()
                .filter(route -> !route.changes() && route.who().includes(role))
                .filter(route -> route.who() != Route.Who.ANYBODY)
                .forEach(route -> assertThat(send(browser, route, ids).statusCode())
                        .as("%s as one of the %s", route, role)
                        .isEqualTo(200)));
    }

    @Test
    void sendsNobodyToTheEntrance() {
        Browser nobody = new Browser();
        String before = state();
        for (Route route : Route.ALL) {
            if (route.who() != Route.Who.ANYBODY) {
                Response answer = send(nobody, route, ids);
                assertThat(answer.statusCode()).as(route.toString()).isEqualTo(303);
                assertThat(answer.getHeader("Location")).startsWith("/sign-in?next=");
            }
        }
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void refusesFormsOfOtherSitesAndChangesNothing() {
        Browser owner = Browser.owner();
        String before = state();
        for (Route route : Route.ALL.stream().filter(Route::changes).toList()) {
            String address = route.address(ids);
            assertThat(owner.postBare(address, FIELDS).statusCode())
                    .as("%s without its token", route)
                    .isEqualTo(403);
            for (Map<String, String> header : List.of(
                    Map.of("Origin", "https://evil.example"),
                    Map.of("Origin", "null"),
                    Map.of("Sec-Fetch-Site", "cross-site"),
                    Map.of("Sec-Fetch-Site", "same-site"))) {
                assertThat(owner.post(address, FIELDS, header).statusCode())
                        .as("%s with %s", route, header)
                        .isEqualTo(403);
            }
        }
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void endsNoSessionOfAnotherMember() {
        Browser admin = Browser.member("admin");
        String theirs = ids.get("session");
        admin.post("/settings/account/sessions/" + theirs + "/end", Map.of())
                .then()
                .statusCode(404);
        assertThat(Rows.text("select count(*) from access.session where id = '" + theirs + "'"))
                .isEqualTo("1");
    }

    @Test
    void answersTextsThatNoTableCanHoldAsUnfit() {
        Browser owner = Browser.owner();
        for (String page : List.of("/settings/api-keys?q=\0", "/audit?actor=a\0", "/requests?id=\0")) {
            assertThat(owner.get(page).statusCode()).as(page).isEqualTo(400);
        }
        owner.post("/sign-in", Map.of("email", "a\0@example.com", "password", "x"))
                .then()
                .statusCode(400);
        owner.post("/settings/workspace", Map.of("name", "a\0b")).then().statusCode(400);
    }

    private static Response send(Browser browser, Route route, Map<String, String> ids) {
        return route.changes() ? browser.post(route.address(ids), FIELDS) : browser.get(route.address(ids));
    }

    /** Everything that a form could change, in one word. */
    private static String state() {
        return Rows.text("""
                select md5(concat(
                  (select string_agg(k::text, '|' order by id) from access.account_key k),
                  (select string_agg(k::text, '|' order by id) from widget.widget_key k),
                  (select string_agg(c::text, '|' order by id) from widget.customization c),
                  (select string_agg(m::text, '|' order by account_id, tenant_id) from access.membership m),
                  (select string_agg(concat(a.id, a.password_hash, a.language), '|' order by id) from access.account a),
                  (select string_agg(concat(i.id, i.accepted_at), '|' order by id) from access.invitation i),
                  (select string_agg(concat(s.id, s.tenant_id), '|' order by id) from access.session s),
                  (select string_agg(concat(w.id, w.url), '|' order by id) from access.webhook w),
                  (select string_agg(concat(d.id, d.state), '|' order by d.id) from access.webhook_delivery d),
                  (select string_agg(w::text, '|' order by id) from access.workspace w)))
                """);
    }
}
