package io.hania.access.auth;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.emptyOrNullString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.hania.access.auth.Operator.Account;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The question over HTTP, for people and for proxies. */
@QuarkusTest
@QuarkusTestResource(StoresForTests.class)
class HttpFormsTest {
    private static final String BOTS = "/api/v1/bots";
    private static final String UNAUTHORIZED = "unauthorized";

    private static Operator operator;
    private static Account reader;

    @BeforeAll
    static void open() {
        operator = new Operator(StoresForTests.database, StoresForTests.redis.url());
        reader = operator.create("bots:read");
        new LinkProbe(StoresForTests.linkPort).connected().close();
    }

    @AfterAll
    static void close() {
        operator.close();
    }

    private static RequestSpecification with(Account account) {
        return given().header("Authorization", "Bearer " + account.key().value());
    }

    private static RequestSpecification forwarded(RequestSpecification call, String method, String uri) {
        return call.header("X-Forwarded-Method", method).header("X-Forwarded-Uri", uri);
    }

    @Nested
    class ForwardAuth {
        @Test
        void carriesTheInternalTokenInPlaceOfTheKey() {
            forwarded(with(reader), "GET", BOTS + "?page=2")
                    .get("/forward-auth")
                    .then()
                    .statusCode(200)
                    .header("Authorization", startsWith("Bearer eyJ"))
                    .header("X-Request-Id", not(emptyOrNullString()));
        }

        @Test
        void understandsNginxAndEnvoy() {
            with(reader)
                    .header("X-Original-Method", "GET")
                    .header("X-Original-URI", BOTS)
                    .get("/forward-auth")
                    .then()
                    .statusCode(200);
            with(reader)
                    .header("X-Original-Method", "GET")
                    .header("X-Original-URL", "https://api.example.com" + BOTS)
                    .get("/forward-auth")
                    .then()
                    .statusCode(200);
            with(reader).get("/forward-auth" + BOTS).then().statusCode(200);
            with(reader).post("/forward-auth" + BOTS).then().statusCode(403);
        }

        @Test
        void namesTheMissingAbility() {
            forwarded(with(reader), "POST", BOTS)
                    .get("/forward-auth")
                    .then()
                    .statusCode(403)
                    .header("WWW-Authenticate", "Bearer error=\"insufficient_scope\", scope=\"bots:write\"")
                    .body("message", equalTo("Missing ability: bots:write"))
                    .body("error.code", equalTo("missing_ability"))
                    .body("data", nullValue());
        }

        @Test
        void answers404And405And429() {
            forwarded(with(reader), "GET", "/api/v1/nowhere")
                    .get("/forward-auth")
                    .then()
                    .statusCode(404);
            forwarded(with(reader), "PATCH", BOTS)
                    .get("/forward-auth")
                    .then()
                    .statusCode(405)
                    .header("Allow", not(emptyOrNullString()));
            Account limited = operator.create(1, null, "*");
            forwarded(with(limited), "GET", BOTS)
                    .get("/forward-auth")
                    .then()
                    .statusCode(200)
                    .header("RateLimit-Policy", "\"default\";q=1;w=3600")
                    .header("X-RateLimit-Remaining", "0");
            forwarded(with(limited), "GET", BOTS)
                    .get("/forward-auth")
                    .then()
                    .statusCode(429)
                    .header("Retry-After", not(emptyOrNullString()));
        }

        @Test
        void refusesWhatTwoReadersCouldReadDifferently() {
            forwarded(with(reader), "GET", "/api/v1//bots")
                    .get("/forward-auth")
                    .then()
                    .statusCode(400)
                    .body("error.code", equalTo("invalid_request"));
        }

        @Test
        void refusesACallThatIsToldInTwoWays() {
            forwarded(with(reader), "GET", BOTS)
                    .header("X-Original-Method", "POST")
                    .header("X-Original-URI", BOTS)
                    .get("/forward-auth")
                    .then()
                    .statusCode(400);
            with(reader)
                    .header("X-Original-URI", BOTS)
                    .get("/forward-auth")
                    .then()
                    .statusCode(400);
            forwarded(with(reader), "GET", BOTS)
                    .get("/forward-auth/api/v1/tools")
                    .then()
                    .statusCode(400);
        }

        @Test
        void rejectsBrowsersAndMarksTheKeyAsExposed() {
            Account exposed = operator.create("*");
            forwarded(with(exposed), "GET", BOTS)
                    .header("Origin", "https://shop.example")
                    .get("/forward-auth")
                    .then()
                    .statusCode(403)
                    .header("Access-Control-Allow-Origin", nullValue())
                    .body("error.code", equalTo("browser_call_rejected"));
            Eventually.within(
                    java.time.Duration.ofSeconds(5),
                    () -> operator.number(
                                    "select calls from usage.sighting where key_id = $1 and origin = 'https://shop.example'",
                                    io.vertx.mutiny.sqlclient.Tuple.of(exposed.id()))
                            == 1);
        }

        @Test
        void answersForAWidgetWithItsOneOrigin() {
            Account widget = operator.createWidget(1000, "shop.example");
            String path = "/widget/v1/" + widget.key().value() + "/config";
            forwarded(given(), "GET", path)
                    .header("Origin", "https://shop.example")
                    .get("/forward-auth")
                    .then()
                    .statusCode(200)
                    .header("Access-Control-Allow-Origin", "https://shop.example")
                    .header("X-Hania-Visitor", not(emptyOrNullString()))
                    .header("X-Hania-Upstream", "widget-service");
            forwarded(given(), "GET", path)
                    .header("Origin", "https://evil.example")
                    .get("/forward-auth")
                    .then()
                    .statusCode(403)
                    .header("Access-Control-Allow-Origin", nullValue())
                    .body("error.code", equalTo("origin_not_allowed"));
        }
    }

    @Nested
    class Strangers {
        @ParameterizedTest
        @ValueSource(
                strings = {"/", "/api/v1/bots", "/forward-auth", "/forward-auth/api/v1/bots", "/decisions", "/q/health"
                })
        void getNothingButA401(String path) {
            given().get(path)
                    .then()
                    .statusCode(401)
                    .header("WWW-Authenticate", "Bearer")
                    .body("error.code", equalTo(UNAUTHORIZED))
                    .body("message", equalTo("Unauthorized"));
        }

        @Test
        void get401ForWhatIsNoKeyToo() {
            for (String sent :
                    new String[] {"Basic abc", "Bearer", "Bearer ", "Bearer " + "x".repeat(8000), "Bearer ключ"}) {
                forwarded(given().header("Authorization", sent), "GET", BOTS)
                        .get("/forward-auth")
                        .then()
                        .statusCode(401);
            }
            String key = "Bearer " + reader.key().value();
            forwarded(given().header("Authorization", key, key), "GET", BOTS)
                    .get("/forward-auth")
                    .then()
                    .statusCode(401);
            forwarded(given(), "GET", BOTS + "?access_token=" + reader.key().value())
                    .get("/forward-auth")
                    .then()
                    .statusCode(401);
        }
    }

    @Nested
    class Decisions {
        @Test
        void answersForTheKeyItIsAskedWith() {
            with(reader)
                    .body("{\"method\":\"GET\",\"path\":\"/api/v1/bots\"}")
                    .post("/decisions")
                    .then()
                    .statusCode(200)
                    .body("success", is(true))
                    .body("data.decision", equalTo("allowed"))
                    .body("data.key_id", equalTo(reader.id().toString()))
                    .body("data.token", nullValue());
            with(reader)
                    .body("{\"method\":\"POST\",\"path\":\"/api/v1/bots\"}")
                    .post("/decisions")
                    .then()
                    .statusCode(403)
                    .body("error.code", equalTo("missing_ability"));
        }

        @Test
        void refusesWhatIsNoQuestion() {
            with(reader).body("no json").post("/decisions").then().statusCode(400);
            with(reader).body("{}").post("/decisions").then().statusCode(400);
        }
    }

    @Nested
    class PublishedKeys {
        @Test
        void canBeCachedForAMinute() {
            String tag = given().get("/.well-known/jwks.json")
                    .then()
                    .statusCode(200)
                    .contentType("application/jwk-set+json")
                    .header("Cache-Control", startsWith("public, max-age=60"))
                    .body("keys[0].kty", equalTo("EC"))
                    .body("keys[0].crv", equalTo("P-256"))
                    .body("keys[0].d", nullValue())
                    .extract()
                    .header("ETag");
            given().header("If-None-Match", tag)
                    .get("/.well-known/jwks.json")
                    .then()
                    .statusCode(304);
        }
    }
}
