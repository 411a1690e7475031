package io.hania.access.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Workspaces never see one another, and roles mean what they say. */
@QuarkusTest
@QuarkusTestResource(StoresForTests.class)
class TenantsTest {
    private static final String KEYS = Browser.KEYS;
    private static final List<String> READ = List.of("", "/edit", "/rotate", "/revoke");
    private static final List<String> CHANGE = List.of("/edit", "/rotate", "/revoke", "/disable", "/enable", "/narrow");
    private static final Map<String, String> FORM =
            Map.of("name", "mine now", "access", "all", "expiry", "never", "grace", "now", "once", "x");

    @Test
    void answersAnothersIdsAsIfTheyDidNotExist() {
        String theirs = Browser.owner().createId("theirs");
        Browser stranger = Browser.stranger();
        READ.forEach(page -> stranger.get(KEYS + "/" + theirs + page).then().statusCode(404));
        CHANGE.forEach(
                form -> stranger.post(KEYS + "/" + theirs + form, FORM).then().statusCode(404));
        stranger.post(KEYS + "/revoke", Map.of("key", theirs, "count", "1"))
                .then()
                .statusCode(200);
        assertThat(Rows.text("select status || name from access.account_key where id = '" + theirs + "'"))
                .isEqualTo("activetheirs");
        stranger.get(KEYS).then().body(not(containsString(theirs)));
        stranger.get("/audit?subject=" + theirs).then().body(not(containsString("<code>key.created")));
        stranger.get("/audit/export.json?subject=" + theirs).then().body(not(containsString("key.created")));
    }

    @Test
    void keepsMembersInvitationsAndWebhooksApart() {
        Browser owner = Browser.owner();
        String member = Rows.text("select id from access.account where email = '" + Browser.OWNER + "'");
        owner.post("/settings/members/invite", Map.of("email", "guest@example.com", "role", "admin"));
        String invitation = Rows.text("select id from access.invitation where email = 'guest@example.com'");
        owner.post("/settings/workspace/webhooks", Map.of("url", "https://example.com/hook"))
                .then()
                .statusCode(201);
        String webhook = Rows.text("select id from access.webhook where url = 'https://example.com/hook'");
        Browser stranger = Browser.stranger();
        List.of(
                        "/settings/members/" + member + "/role",
                        "/settings/members/" + member + "/remove",
                        "/settings/members/invitations/" + invitation + "/withdraw",
                        "/settings/workspace/webhooks/" + webhook + "/remove")
                .forEach(form ->
                        stranger.post(form, Map.of("role", "viewer")).then().statusCode(404));
        stranger.get("/settings/members").then().body(not(containsString(Browser.OWNER)));
        stranger.get("/settings/workspace").then().body(not(containsString("example.com/hook")));
        owner.post("/settings/workspace/webhooks/" + webhook + "/remove", Map.of())
                .then()
                .statusCode(303);
    }

    @Test
    void keepsRequestsAndKeyChecksApart() {
        Browser owner = Browser.owner();
        var reveal = owner.create("pasted key");
        String id = Browser.idIn(reveal);
        String secret = Browser.secretIn(reveal);
        String request = "request-" + UUID.randomUUID();
        StoresForTests.database().execute("""
                insert into usage.refusal select '%s', now(), id, tenant_id, 'missing_ability: bots:write', 'POST',
                       '/api/v1/bots', '203.0.113.1' from access.account_key where id = '%s'
                """.formatted(request, id));
        Browser stranger = Browser.stranger();
        owner.get("/requests?id=" + request)
                .then()
                .body(containsString("The key lacks the ability"), containsString("bots:write"));
        stranger.get("/requests?id=" + request).then().body(not(containsString("lacks the ability")));
        Map<String, String> check = Map.of("key", secret, "method", "POST", "path", "/api/v1/bots");
        owner.post("/check", check)
                .then()
                .body(containsString("Missing ability: bots:write"), not(containsString(secret)));
        stranger.post("/check", check).then().body(not(containsString("pasted key")), not(containsString(secret)));
        owner.post(
                        "/check",
                        Map.of("key", secret.substring(0, secret.length() - 1) + (secret.endsWith("0") ? '1' : '0')))
                .then()
                .body(containsString("check digits"));
    }

    @Test
    void letsViewersLookAndNothingElse() {
        String id = Browser.owner().createId("looked at");
        Browser viewer = Browser.member("viewer");
        List.of(
                        KEYS,
                        KEYS + "/" + id,
                        "/audit",
                        "/requests",
                        "/check",
                        "/settings/members",
                        "/settings/workspace",
                        "/settings/account")
                .forEach(page -> viewer.get(page).then().statusCode(200));
        List.of("/new", "/revoke", "/" + id + "/edit", "/" + id + "/rotate", "/" + id + "/revoke")
                .forEach(page -> viewer.get(KEYS + page).then().statusCode(403));
        CHANGE.forEach(form -> viewer.post(KEYS + "/" + id + form, FORM).then().statusCode(403));
        viewer.post(KEYS, FORM).then().statusCode(403);
        viewer.post(KEYS + "/revoke", Map.of("key", id, "count", "1")).then().statusCode(403);
        ownersForms(id).forEach(form -> viewer.post(form, Map.of()).then().statusCode(403));
        viewer.get("/audit/export.csv").then().statusCode(403);
    }

    @Test
    void leavesMembersAndSettingsToOwners() {
        Browser admin = Browser.member("admin");
        String id = admin.createId("by an admin");
        ownersForms(id)
                .forEach(form -> admin.post(form, Map.of("url", "https://example.com"))
                        .then()
                        .statusCode(403));
    }

    @Test
    void neverLosesTheLastOwner() {
        Browser stranger = Browser.stranger();
        String self = Rows.text("select account_id from access.membership m where role = 'owner' and tenant_id = "
                + "(select tenant_id from access.session order by opened_at desc limit 1)");
        stranger.post("/settings/members/" + self + "/remove", Map.of()).then().statusCode(409);
        stranger.post("/settings/members/" + self + "/role", Map.of("role", "viewer"))
                .then()
                .statusCode(409);
        stranger.get("/settings/members").then().statusCode(200);
    }

    @Test
    void endsSessionsWithTheMembership() {
        Browser owner = Browser.owner();
        String email = "leaves-" + UUID.randomUUID() + "@example.com";
        Browser leaver = owner.invites("admin", email);
        String account = Rows.text("select id from access.account where email = '" + email + "'");
        owner.post("/settings/members/" + account + "/role", Map.of("role", "viewer"))
                .then()
                .statusCode(303);
        leaver.get(KEYS + "/new").then().statusCode(403);
        owner.post("/settings/members/" + account + "/remove", Map.of()).then().statusCode(303);
        leaver.get(KEYS).then().statusCode(303);
        leaver.signIn(email, Browser.PASSWORD).then().statusCode(401);
    }

    @Test
    void refusesFormsOfOtherSites() {
        Browser owner = Browser.owner();
        Map<String, String> fields = Map.of("name", "forged", "access", "all", "expiry", "never");
        owner.postBare(KEYS, fields).then().statusCode(403);
        owner.post(KEYS, fields, Map.of("Origin", "https://evil.example"))
                .then()
                .statusCode(403);
        owner.post(KEYS, fields, Map.of("Origin", "null")).then().statusCode(403);
        owner.post(KEYS, fields, Map.of("Sec-Fetch-Site", "cross-site")).then().statusCode(403);
        owner.post(KEYS, fields, Map.of("Sec-Fetch-Site", "same-site")).then().statusCode(403);
        assertThat(Rows.text("select count(*) from access.account_key where name = 'forged'"))
                .isEqualTo("0");
    }

    private static List<String> ownersForms(String id) {
        return List.of(
                "/settings/members/invite",
                "/settings/members/" + id + "/role",
                "/settings/members/" + id + "/remove",
                "/settings/members/invitations/" + id + "/withdraw",
                "/settings/workspace",
                "/settings/workspace/webhooks",
                "/settings/workspace/webhooks/test",
                "/settings/workspace/webhooks/" + id + "/remove");
    }
}
