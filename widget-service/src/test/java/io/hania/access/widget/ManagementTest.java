package io.hania.access.widget;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(Surroundings.class)
class ManagementTest {
    private final String tenant = UUID.randomUUID().toString();

    private RequestSpecification as(String tenant) {
        return given().auth().oauth2(Issuer.SHARED.account(tenant)).contentType("application/json");
    }

    private RequestSpecification me() {
        return as(tenant);
    }

    private static JsonObject wish() {
        return new JsonObject()
                .put("bot_id", "bot1")
                .put("name", "Shop")
                .put(
                        "allowed_domains",
                        new JsonArray().add("https://Shop.Example.com/cart?x=1").add("*.example.org"));
    }

    private String create() {
        return me().body(wish().encode())
                .post("/api/v1/widgets/keys")
                .then()
                .statusCode(201)
                .extract()
                .path("data.id");
    }

    @Nested
    class Keys {
        @Test
        void turnsPastedAddressesIntoRules() {
            me().body(wish().encode())
                    .post("/api/v1/widgets/keys")
                    .then()
                    .statusCode(201)
                    .body("success", equalTo(true))
                    .body("data.api_key", matchesPattern("hania_[0-9a-f]{40}"))
                    .body("data.allowed_domains[0]", equalTo("shop.example.com"))
                    .body("data.allowed_domains[1]", equalTo("*.example.org"))
                    .body("data.rate_limit_per_hour", equalTo(1000))
                    .body("data.is_active", equalTo(true));
        }

        @Test
        void listsTheKeysOfOneBotInFull() {
            String id = create();
            me().get("/api/v1/widgets/keys?bot_id=bot1")
                    .then()
                    .statusCode(200)
                    .body("data", hasSize(1))
                    .body("data[0].id", equalTo(id))
                    .body("data[0].api_key", matchesPattern("hania_[0-9a-f]{40}"))
                    .body("data[0].last_used_at", nullValue());
            me().get("/api/v1/widgets/keys?bot_id=bot2").then().body("data", hasSize(0));
        }

        @Test
        void revokesAKeyAndListsItNoMore() {
            String id = create();
            me().delete("/api/v1/widgets/keys/" + id)
                    .then()
                    .statusCode(200)
                    .body("data.is_active", equalTo(false))
                    .body("message", containsString("from now on"));
            me().get("/api/v1/widgets/keys?bot_id=bot1").then().body("data", hasSize(0));
            me().delete("/api/v1/widgets/keys/" + id).then().statusCode(404);
        }

        @Test
        void makesOneKeyOfARequestThatIsSentTwice() {
            String body = wish().encode();
            String token = UUID.randomUUID().toString();
            String first = me().header("Idempotency-Key", token)
                    .body(body)
                    .post("/api/v1/widgets/keys")
                    .path("data.id");
            me().header("Idempotency-Key", token)
                    .body(body)
                    .post("/api/v1/widgets/keys")
                    .then()
                    .statusCode(201)
                    .body("data.id", equalTo(first));
            me().get("/api/v1/widgets/keys?bot_id=bot1").then().body("data", hasSize(1));
            me().header("Idempotency-Key", token)
                    .body(wish().put("name", "Other").encode())
                    .post("/api/v1/widgets/keys")
                    .then()
                    .statusCode(400)
                    .body("message", containsString("Idempotency-Key was used"));
        }

        @Test
        void refusesABotThatIsNotTheTenants() {
            me().body(wish().put("bot_id", "other").encode())
                    .post("/api/v1/widgets/keys")
                    .then()
                    .statusCode(404)
                    .body("message", containsString("GET /api/v1/bots"));
            me().get("/api/v1/widgets/keys?bot_id=..%2Fkeys").then().statusCode(404);
        }

        @ParameterizedTest
        @CsvSource({
            "*.com, anybody can register",
            "*.co.uk, anybody can register",
            "co.uk, anybody can register",
            "*, a star stands only in front",
            "exa mple.com, write a host",
        })
        void saysWhatIsWrongWithADomain(String domain, String reason) {
            me().body(wish().put(
                                    "allowed_domains",
                                    new JsonArray().add("ok.com").add(domain))
                            .encode())
                    .post("/api/v1/widgets/keys")
                    .then()
                    .statusCode(400)
                    .body("error.code", equalTo("invalid_request"))
                    .body("message", containsString("allowed_domains[1]"))
                    .body("message", containsString(reason));
        }

        @Test
        void saysAllThatIsWrongAtOnce() {
            me().body("{\"name\":\"\",\"rate_limit_per_hour\":\"many\",\"allowed_domain\":[]}")
                    .post("/api/v1/widgets/keys")
                    .then()
                    .statusCode(400)
                    .body("message", containsString("bot_id is required"))
                    .body("message", containsString("name is required"))
                    .body("message", containsString("rate_limit_per_hour must be a whole number"))
                    .body("message", containsString("allowed_domains is required"))
                    .body("message", containsString("allowed_domain is not known"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "[]", "null", "{", "\"x\""})
        void refusesABodyThatIsNoObject(String body) {
            me().body(body)
                    .post("/api/v1/widgets/keys")
                    .then()
                    .statusCode(400)
                    .body("error.code", equalTo("invalid_request"));
        }

        @Test
        void givesTheSnippet() {
            String id = create();
            String key = me().get("/api/v1/widgets/keys?bot_id=bot1").path("data[0].api_key");
            me().get("/api/v1/widgets/embed-code?bot_id=bot1&api_key_id=" + id)
                    .then()
                    .statusCode(200)
                    .body("data.api_key", equalTo(key))
                    .body(
                            "data.embed_code",
                            equalTo("<script async src=\"https://api.example.com/widget.js\" data-key=\"" + key
                                    + "\"></script>"));
            me().get("/api/v1/widgets/embed-code?bot_id=bot2&api_key_id=" + id)
                    .then()
                    .statusCode(404);
        }
    }

    @Nested
    class TenantsApart {
        @Test
        void anotherTenantSeesAndChangesNothing() {
            String id = create();
            String stranger = UUID.randomUUID().toString();
            as(stranger).get("/api/v1/widgets/keys?bot_id=bot1").then().body("data", hasSize(0));
            as(stranger).delete("/api/v1/widgets/keys/" + id).then().statusCode(404);
            as(stranger)
                    .get("/api/v1/widgets/embed-code?bot_id=bot1&api_key_id=" + id)
                    .then()
                    .statusCode(404);
            me().get("/api/v1/widgets/keys?bot_id=bot1").then().body("data", hasSize(1));
        }

        @Test
        void looksAreEachTenantsOwn() {
            me().body("{\"bot_id\":\"bot1\",\"greeting_text\":\"Mine\"}")
                    .put("/api/v1/widgets/customization")
                    .then()
                    .statusCode(200);
            as(UUID.randomUUID().toString())
                    .get("/api/v1/widgets/customization?bot_id=bot1")
                    .then()
                    .body("data.greeting_text", not(equalTo("Mine")));
        }
    }

    @Nested
    class Looks {
        @Test
        void savesAndReturnsALook() {
            me().get("/api/v1/widgets/customization?bot_id=bot1")
                    .then()
                    .statusCode(200)
                    .body("data.id", nullValue())
                    .body("data.position", equalTo("bottom-right"));
            me().body("""
                            {"bot_id":"bot1","theme_color":"#0F766E","position":"bottom-left","greeting_text":"<b>Hi</b>",
                             "welcome_message":"Line one\\nline two","avatar_url":"https://example.com/a.png",
                             "show_branding":false,"widget_title":"Help","placeholder_text":"Ask"}
                            """)
                    .put("/api/v1/widgets/customization")
                    .then()
                    .statusCode(200)
                    .body("data.theme_color", equalTo("#0F766E"))
                    .body("data.greeting_text", equalTo("<b>Hi</b>"))
                    .body("data.id", not(nullValue()));
            me().get("/api/v1/widgets/customization?bot_id=bot1")
                    .then()
                    .body("data.widget_title", equalTo("Help"))
                    .body("data.show_branding", equalTo(false));
        }

        @ParameterizedTest
        @CsvSource({
            "theme_color, red",
            "theme_color, '#12345'",
            "theme_color, '#fff;background:url(//evil)'",
            "position, top-left",
            "avatar_url, http://example.com/a.png",
            "avatar_url, 'javascript:alert(1)'",
            "avatar_url, 'data:image/png;base64,AAAA'",
            "avatar_url, https://u:p@example.com/a.png",
        })
        void refusesWhatIsNoColourPlaceOrPicture(String field, String value) {
            me().body(new JsonObject().put("bot_id", "bot1").put(field, value).encode())
                    .put("/api/v1/widgets/customization")
                    .then()
                    .statusCode(400)
                    .body("message", containsString(field + " must be"));
        }
    }

    @Nested
    class Returns401 {
        @Test
        void withoutAToken() {
            given().get("/api/v1/widgets/keys?bot_id=bot1")
                    .then()
                    .statusCode(401)
                    .header("WWW-Authenticate", "Bearer")
                    .body("message", equalTo("Unauthorized"));
        }

        @Test
        void forAWidgetKeysToken() {
            given().auth()
                    .oauth2(Issuer.SHARED.widget(tenant, "bot1"))
                    .get("/api/v1/widgets/keys?bot_id=bot1")
                    .then()
                    .statusCode(401);
        }

        @Test
        void forATokenOfAnotherUpstream() {
            JsonObject claims = Issuer.SHARED.claims(tenant, "account").put("aud", "platform");
            given().auth()
                    .oauth2(Issuer.SHARED.sign(claims))
                    .get("/api/v1/widgets/keys?bot_id=bot1")
                    .then()
                    .statusCode(401);
        }
    }
}
