package io.hania.access.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(StoresForTests.class)
class KeysTest {
    private static final String KEYS = Browser.KEYS;

    private Browser owner = null;

    @BeforeEach
    void signIn() {
        owner = Browser.owner();
    }

    @Nested
    class Creation {
        @Test
        void showsTheSecretOnceAndStoresItNowhere() {
            Response reveal = owner.create("once");
            reveal.then().statusCode(201).header("Cache-Control", "no-store");
            String secret = Browser.secretIn(reveal);
            String id = Browser.idIn(reveal);
            assertThat(Browser.hasSecret(owner.get(KEYS + "/" + id))).isFalse();
            assertThat(Browser.hasSecret(owner.get(KEYS))).isFalse();
            assertThat(Browser.hasSecret(owner.get("/audit?subject=" + id))).isFalse();
            assertThat(Rows.text("select count(*) from access.account_key where hash = sha256('" + secret + "')"))
                    .isEqualTo("1");
            assertThat(Rows.text("select count(*) from access.account_key k, access.audit_entry a"
                            + " where k::text like '%" + secret + "%' or a::text like '%" + secret + "%'"))
                    .isEqualTo("0");
        }

        @Test
        void makesOneKeyOfAFormSentTwice() {
            String once = UUID.randomUUID().toString();
            owner.create("twice " + once, once).then().statusCode(201);
            Response again = owner.create("twice " + once, once);
            again.then().statusCode(409);
            assertThat(Browser.hasSecret(again)).isFalse();
            assertThat(count("twice " + once)).isEqualTo("1");
        }

        @Test
        void makesOneKeyOfFormsSentAtTheSameMoment() throws Exception {
            String once = UUID.randomUUID().toString();
            Callable<Integer> send =
                    () -> owner.copy().create("race " + once, once).statusCode();
            try (ExecutorService people = Executors.newFixedThreadPool(6)) {
                List<Integer> answers = people.invokeAll(List.of(send, send, send, send, send, send)).stream()
                        .map(Future::resultNow)
                        .sorted()
                        .toList();
                assertThat(answers).containsExactly(201, 409, 409, 409, 409, 409);
            }
            assertThat(count("race " + once)).isEqualTo("1");
        }

        @Test
        void honoursIdempotencyKeys() {
            Map<String, String> header =
                    Map.of("Idempotency-Key", UUID.randomUUID().toString());
            Map<String, String> fields = Map.of("name", "header", "access", "all", "expiry", "never");
            owner.post(KEYS, fields, header).then().statusCode(201);
            owner.post(KEYS, fields, header).then().statusCode(409);
        }

        @Test
        void refusesWhatMakesNoSense() {
            refuse(Map.of("name", "", "access", "all", "expiry", "never"));
            refuse(Map.of("name", "x".repeat(101), "access", "all", "expiry", "never"));
            refuse(Map.of("name", "x", "access", "custom", "expiry", "never"));
            for (String ability : List.of("Bots:Read", "bots:reads", "bots:read:*", "bot*", "nothing:read")) {
                refuse(Map.of("name", "x", "access", "custom", "ability", ability, "expiry", "never"));
            }
            refuse(Map.of("name", "x", "access", "all", "expiry", "date", "expires_on", "2020-01-01"));
            refuse(Map.of("name", "x", "access", "all", "expiry", "date", "expires_on", "soon"));
            refuse(Map.of("name", "x", "access", "all", "expiry", "never", "rate_limit", "0"));
            refuse(Map.of("name", "x", "access", "all", "expiry", "never", "rate_limit", "many"));
        }

        @Test
        void isFilledInFromALink() {
            owner.get(KEYS + "/new?preset=all&name=ci")
                    .then()
                    .statusCode(200)
                    .body(containsString("value=\"ci\""), containsString("value=\"all\" checked"));
        }

        @Test
        void asksForThePasswordAfterAWhile() {
            Browser late = Browser.member("admin");
            Rows.text("select 1");
            StoresForTests.database().execute("update access.session set proved_at = now() - interval '16 minutes'");
            late.create("late").then().statusCode(422).body(containsString("name=\"password\""));
            Map<String, String> fields =
                    Map.of("name", "late", "access", "all", "expiry", "never", "password", "wrong");
            late.post(KEYS, fields).then().statusCode(422).body(containsString("This is not your password"));
            late.post(KEYS, Map.of("name", "late", "access", "all", "expiry", "never", "password", Browser.PASSWORD))
                    .then()
                    .statusCode(201);
            late.create("late again").then().statusCode(201);
        }

        private void refuse(Map<String, String> fields) {
            owner.post(KEYS, fields).then().statusCode(422);
        }
    }

    @Nested
    class Lists {
        @Test
        void findKeysByNameAndPageThroughThem() {
            String word = "page" + UUID.randomUUID().toString().substring(0, 8);
            StoresForTests.database().execute("""
                    with made as (
                      insert into access.account_key (id, tenant_id, hash, display, name, abilities, created_by)
                      select gen_random_uuid(), w.id, sha256(('%1$s' || i)::bytea), 'hania_sk_0000…0000', '%1$s ' || i,
                             array['*'], 'test'
                        from generate_series(1, 60) i, access.workspace w where w.name = 'Acme' returning id, tenant_id)
                    insert into access.key_activity (key_id, tenant_id) select id, tenant_id from made
                    """.formatted(word));
            for (String order : List.of("created", "name", "used", "expires")) {
                assertThat(walk("?q=" + word + "&order=" + order)).isEqualTo(60);
            }
        }

        @Test
        void shrugOffNonsense() {
            for (String query :
                    List.of("after=xxx", "order=drop", "show=%27", "q=%25%27%3B--", "after=" + "A".repeat(900))) {
                owner.get(KEYS + "?" + query).then().statusCode(200);
            }
        }

        @Test
        void showNamesAsText() {
            String name = "<img src=x onerror=alert(1)>";
            String id = owner.createId(name);
            for (String page : List.of(KEYS, KEYS + "/" + id, KEYS + "/" + id + "/revoke", "/audit")) {
                owner.get(page).then().statusCode(200).body(not(containsString("<img")), containsString("&lt;img"));
            }
        }

        private int walk(String query) {
            String path = KEYS + query;
            int rows = 0;
            for (int page = 0; page < 10 && path != null; page++) {
                String html = owner.get(path).asString();
                rows += html.split("<th scope=\"row\">", -1).length - 1;
                int next = html.indexOf("rel=\"next\" href=\"");
                path = next < 0
                        ? null
                        : html.substring(next + 17, html.indexOf('"', next + 17))
                                .replace("&amp;", "&");
            }
            return rows;
        }
    }

    @Nested
    class Changes {
        @Test
        void holdAndAreNoted() {
            String id = owner.createId("before");
            owner.post(
                            KEYS + "/" + id + "/edit",
                            Map.of("name", "after", "access", "all", "expiry", "keep", "rate_limit", "7"))
                    .then()
                    .statusCode(303);
            assertThat(Rows.text(
                            "select name || rate_limit || version from access.account_key where id = '" + id + "'"))
                    .isEqualTo("after72");
            owner.get("/audit?subject=" + id).then().body(containsString("key.changed"));
        }

        @Test
        void disableAndEnable() {
            String id = owner.createId("switch");
            owner.post(KEYS + "/" + id + "/disable", Map.of()).then().statusCode(303);
            assertThat(status(id)).isEqualTo("disabled");
            owner.post(KEYS + "/" + id + "/enable", Map.of()).then().statusCode(303);
            assertThat(status(id)).isEqualTo("active");
        }

        @Test
        void narrowToWhatIsUsed() {
            String id = Browser.idIn(owner.post(KEYS, Map.of("name", "wide", "access", "all", "expiry", "never")));
            StoresForTests.database()
                    .execute("insert into usage.ability_use values ('" + id + "', 'bots:read', current_date, 5)");
            owner.post(KEYS + "/" + id + "/narrow", Map.of()).then().statusCode(303);
            assertThat(Rows.text("select abilities::text from access.account_key where id = '" + id + "'"))
                    .isEqualTo("{bots:read}");
        }

        @Test
        void revokeAndSayWhenItHolds() {
            String id = owner.createId("gone");
            owner.post(KEYS + "/" + id + "/revoke", Map.of())
                    .then()
                    .statusCode(200)
                    .body(containsString("It holds for every call that begins from now on"));
            assertThat(status(id)).isEqualTo("revoked");
            assertThat(Rows.text("select count(*) from access.key_change c join access.account_key k using (hash)"
                            + " where k.id = '" + id + "'"))
                    .isEqualTo("0");
            owner.post(KEYS + "/" + id + "/enable", Map.of());
            assertThat(status(id)).isEqualTo("revoked");
        }

        @Test
        void askForTheNameOfAKeyInUse() {
            String id = owner.createId("busy key");
            StoresForTests.database().execute("insert into usage.last_use values ('" + id + "', now(), '203.0.113.9')");
            owner.get(KEYS + "/" + id + "/revoke").then().body(containsString("203.0.113.9"));
            owner.post(KEYS + "/" + id + "/revoke", Map.of("name", "busy"))
                    .then()
                    .statusCode(422);
            assertThat(status(id)).isEqualTo("active");
            owner.post(KEYS + "/" + id + "/revoke", Map.of("name", "busy key"))
                    .then()
                    .statusCode(200);
        }

        @Test
        void revokeManyByTheirNumber() {
            String word = "many" + UUID.randomUUID().toString().substring(0, 8);
            List<String> ids = List.of(owner.createId(word + " 1"), owner.createId(word + " 2"));
            owner.get(KEYS + "/revoke?q=" + word).then().body(containsString(ids.get(0)), containsString(ids.get(1)));
            owner.post(KEYS + "/revoke", Map.of("q", word, "key", ids, "count", "3"))
                    .then()
                    .statusCode(422);
            owner.post(KEYS + "/revoke", Map.of("q", word, "key", ids, "count", "2"))
                    .then()
                    .statusCode(200);
            assertThat(ids).allSatisfy(id -> assertThat(status(id)).isEqualTo("revoked"));
        }
    }

    @Nested
    class Rotation {
        @Test
        void givesANewSecretWithTheSameSettingsAndEndsTheOldOneLater() {
            String old = owner.createId("turn");
            Response reveal = owner.post(
                    KEYS + "/" + old + "/rotate",
                    Map.of("grace", "1h", "once", UUID.randomUUID().toString()));
            reveal.then().statusCode(201);
            String fresh = Browser.idIn(reveal);
            assertThat(Rows.text("select o.abilities = n.abilities and o.name = n.name and n.replaces = o.id"
                            + " and o.expires_at between now() + interval '59 min' and now() + interval '61 min'"
                            + " from access.account_key o, access.account_key n where o.id = '" + old + "' and n.id = '"
                            + fresh + "'"))
                    .isEqualTo("t");
            owner.get(KEYS + "/" + old).then().body(containsString(fresh));
            owner.get(KEYS + "/" + fresh).then().body(containsString(old));
        }

        @Test
        void happensOnceForAFormSentTwice() {
            String old = owner.createId("turn twice");
            Map<String, String> form =
                    Map.of("grace", "24h", "once", UUID.randomUUID().toString());
            owner.post(KEYS + "/" + old + "/rotate", form).then().statusCode(201);
            owner.post(KEYS + "/" + old + "/rotate", form).then().statusCode(409);
            owner.post(KEYS + "/" + old + "/rotate", Map.of("grace", "24h", "once", "another"))
                    .then()
                    .statusCode(303);
            assertThat(Rows.text("select count(*) from access.account_key where replaces = '" + old + "'"))
                    .isEqualTo("1");
        }

        @Test
        void endsTheOldOneAtOnceIfWanted() {
            String old = owner.createId("turn now");
            owner.post(
                    KEYS + "/" + old + "/rotate",
                    Map.of("grace", "now", "once", UUID.randomUUID().toString()));
            assertThat(status(old)).isEqualTo("revoked");
        }

        @Test
        void endsTheOldOneByItselfWhenItIsQuiet() {
            String old = owner.createId("turn quietly");
            String fresh = Browser.idIn(owner.post(
                    KEYS + "/" + old + "/rotate",
                    Map.of(
                            "grace",
                            "7d",
                            "quiet",
                            "on",
                            "once",
                            UUID.randomUUID().toString())));
            StoresForTests.database()
                    .execute("update access.account_key set created_at = now() - interval '2 hours' where id = '"
                            + fresh + "'");
            StoresForTests.database()
                    .execute("insert into usage.last_use values ('" + fresh + "', now(), '::1'), ('" + old
                            + "', now() - interval '90 minutes', '::1')");
            Eventually.holds(() -> assertThat(status(old)).isEqualTo("revoked"));
        }
    }

    private static String status(String id) {
        return Rows.text("select status from access.account_key where id = '" + id + "'");
    }

    private static String count(String name) {
        return Rows.text("select count(*) from access.account_key where name = '" + name + "'");
    }
}
