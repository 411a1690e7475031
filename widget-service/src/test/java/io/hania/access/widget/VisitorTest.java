package io.hania.access.widget;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(Surroundings.class)
class VisitorTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String KEY = "hania_00000000000000000000000000000000deadbeef";

    private final String tenant = UUID.randomUUID().toString();
    private final FakePlatform platform = Surroundings.platform;

    @TestHTTPResource
    URI base;

    @BeforeEach
    void forget() {
        platform.calls.clear();
        platform.streams.clear();
    }

    private RequestSpecification visitor() {
        return given().auth().oauth2(Issuer.SHARED.widget(tenant, "bot1")).contentType("application/json");
    }

    @Test
    void givesTheBotsLookOrTheUsualOne() {
        visitor()
                .get("/widget/v1/" + KEY + "/config")
                .then()
                .statusCode(200)
                .body("data.bot_id", equalTo("bot1"))
                .body("data.theme_color", equalTo("#4338ca"));
        given().auth()
                .oauth2(Issuer.SHARED.account(tenant))
                .contentType("application/json")
                .body("{\"bot_id\":\"bot1\",\"greeting_text\":\"Moin\"}")
                .put("/api/v1/widgets/customization");
        visitor().get("/widget/v1/" + KEY + "/config").then().body("data.greeting_text", equalTo("Moin"));
    }

    @Test
    void sendsOnOnlyWhatAVisitorMaySay() throws Exception {
        visitor()
                .body("""
                        {"message":"Hello","bot_id":"bot1","conversation_id":"c1","tenant_id":"x","__proto__":{"a":1},
                         "visitor":{"name":"Ann","role":"admin"}}
                        """)
                .post("/widget/v1/" + KEY + "/chat/send")
                .then()
                .statusCode(200)
                .body("reply", equalTo("hello"));
        FakePlatform.Call call = platform.calls.poll(5, TimeUnit.SECONDS);
        assertThat(call.authorization()).startsWith("Bearer ey");
        assertThat(new JsonObject(call.body()))
                .isEqualTo(new JsonObject()
                        .put("bot_id", "bot1")
                        .put("message", "Hello")
                        .put("conversation_id", "c1")
                        .put("visitor", new JsonObject().put("name", "Ann")));
    }

    @Test
    void refusesAnotherBot() {
        visitor()
                .body("{\"message\":\"Hello\",\"bot_id\":\"bot2\"}")
                .post("/widget/v1/" + KEY + "/chat/send")
                .then()
                .statusCode(400)
                .body("message", containsString("bot_id is not the bot of this widget key"));
        assertThat(platform.calls).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{}", "{\"message\":7}", "{\"message\":\"  \"}", "{\"message\":\"\\u0000\"}"})
    void refusesWhatIsNoMessage(String body) {
        visitor().body(body).post("/widget/v1/" + KEY + "/chat/send").then().statusCode(400);
        assertThat(platform.calls).isEmpty();
    }

    @Test
    void refusesALongBody() {
        visitor()
                .body("{\"message\":\"" + "x".repeat(40_000) + "\"}")
                .post("/widget/v1/" + KEY + "/chat/send")
                .then()
                .statusCode(413);
        assertThat(platform.calls).isEmpty();
    }

    @Test
    void refusesAccountTokensAndStrangers() {
        given().get("/widget/v1/" + KEY + "/config").then().statusCode(401);
        given().auth()
                .oauth2(Issuer.SHARED.account(tenant))
                .get("/widget/v1/" + KEY + "/config")
                .then()
                .statusCode(401);
    }

    @Test
    void hidesAPlatformThatRefusesOurToken() {
        platform.chatStatus = 401;
        visitor()
                .body("{\"message\":\"Hello\"}")
                .post("/widget/v1/" + KEY + "/chat/send")
                .then()
                .statusCode(502)
                .body("error.code", equalTo("upstream_unavailable"));
        platform.chatStatus = 200;
    }

    @Test
    void passesEachPieceOfAnAnswerAsItComes() throws Exception {
        try (Socket visitor = ask()) {
            BufferedReader answer = reader(visitor);
            FakePlatform.Stream said = begun();
            said.say("one");
            assertThat(nextEvent(answer)).isEqualTo("data: one");
            said.say("two");
            assertThat(nextEvent(answer)).isEqualTo("data: two");
            said.end();
            assertThat(answer.lines().anyMatch("0"::equals)).isTrue();
        }
    }

    @Test
    void endsTheAnswerAtThePlatformWhenTheVisitorGoesAway() throws Exception {
        FakePlatform.Stream said;
        try (Socket visitor = ask()) {
            said = begun();
            said.say("one");
            assertThat(nextEvent(reader(visitor))).isEqualTo("data: one");
            assertThat(said.gone()).isNotDone();
        }
        assertThat(said.gone()).succeedsWithin(PATIENCE);
    }

    @Test
    void endsTheAnswerAtThePlatformWhenTheVisitorGoesAwayBeforeItsFirstWord() throws Exception {
        FakePlatform.Stream said;
        try (Socket visitor = ask()) {
            said = begun();
            assertThat(visitor.isConnected()).isTrue();
        }
        assertThat(said.gone()).succeedsWithin(PATIENCE);
    }

    @Test
    void cutsTheAnswerWhenThePlatformDoes() throws Exception {
        try (Socket visitor = ask()) {
            BufferedReader answer = reader(visitor);
            FakePlatform.Stream said = begun();
            said.say("one");
            assertThat(nextEvent(answer)).isEqualTo("data: one");
            said.response().reset();
            assertThat(answer.lines().noneMatch("0"::equals)).isTrue();
        }
    }

    /** The answer that the platform has begun. */
    private FakePlatform.Stream begun() throws InterruptedException {
        FakePlatform.Stream stream = platform.streams.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(stream).as("the platform was asked").isNotNull();
        return stream;
    }

    /** Asks for a streamed answer over a plain socket, which closes when it is told to. */
    private Socket ask() throws IOException {
        Socket socket = new Socket(base.getHost(), base.getPort());
        socket.setSoTimeout((int) PATIENCE.toMillis());
        String body = "{\"message\":\"Hello\"}";
        String head = "POST /widget/v1/" + KEY
                + "/chat/send-stream HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                + Issuer.SHARED.widget(tenant, "bot1") + "\r\nContent-Type: application/json\r\nContent-Length: "
                + body.length() + "\r\n\r\n";
        socket.getOutputStream().write((head + body).getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static BufferedReader reader(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    private static String nextEvent(BufferedReader answer) throws IOException {
        String line = answer.readLine();
        while (line != null && !line.startsWith("data:")) {
            line = answer.readLine();
        }
        return line;
    }
}
