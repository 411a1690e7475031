package io.hania.access.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Workspaces never see one another, beyond what {@link RoutesTest} tries on each page; and what ends with a membership. */
@QuarkusTest
@QuarkusTestResource(StoresForTests.class)
class TenantsTest {
    private static final String KEYS = Browser.KEYS;

    @Test
    void takesNoIdOfAnotherIntoAListOrAnExport() {
        String theirs = Browser.owner().createId("theirs");
        Browser stranger = Browser.stranger();
        stranger.post(KEYS + "/revoke", Map.of("key", theirs, "count", "1"))
                .then()
                .statusCode(200);
        assertThat(Rows.text("select status || name from access.account_key where id = '" + theirs + "'"))
                .isEqualTo("activetheirs");
        stranger.get(KEYS + "?show=all").then().body(not(containsString(theirs)));
        stranger.get("/audit?subject=" + theirs).then().body(not(containsString("<code>key.created")));
        stranger.get("/audit/export.json?subject=" + theirs).then().body(not(containsString("key.created")));
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
}
