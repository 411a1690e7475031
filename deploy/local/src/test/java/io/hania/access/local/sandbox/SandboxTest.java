package io.hania.access.local.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.hania.access.catalog.Catalog;
import io.hania.access.catalog.Operation;
import io.hania.access.token.TokenVerifier;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the sandbox platform answers over HTTP. */
class SandboxTest {
    private static final SigningKey KEY = new SigningKey();
    private static final Vertx VERTX = Vertx.vertx();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static int port;

    @BeforeAll
    static void start() {
        TokenVerifier verifier = new TokenVerifier(
                "hania-access", "platform", () -> CompletableFuture.completedStage(KEY.jwks()), Clock.systemUTC());
        port = Sandbox.start(VERTX, 0, verifier)
                .map(HttpServer::actualPort)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    @AfterAll
    static void stop() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void servesEveryEndpointOfTheCatalogThatIsItsOwn() throws Exception {
        for (Operation operation : Catalog.builtin().operations()) {
            if (operation.upstream().equals("platform")) {
                String path = operation.path().replace("{id}", thing(operation.path()));
                HttpResponse<String> answer = call(operation.method(), path, KEY.account("each " + operation), "{}");
                assertThat(answer.statusCode()).as(operation.toString()).isBetween(200, 201);
                assertThat(answer.body()).contains("\"received\"");
            }
        }
    }

    @Test
    void showsWhatItReceivedButNotTheToken() throws Exception {
        String token = KEY.account("a");
        HttpResponse<String> answer = call("GET", "/api/v1/bots?bot_id=x&b=%20", token, "");
        JsonObject received =
                new JsonObject(answer.body()).getJsonObject("data").getJsonObject("received");
        assertThat(received.getString("path")).isEqualTo("/api/v1/bots");
        assertThat(received.getString("query")).isEqualTo("bot_id=x&b=%20");
        assertThat(received.getJsonObject("claims").getString("tenant_id")).isEqualTo("a");
        assertThat(answer.body()).doesNotContain(token);
    }

    @Test
    void refusesCallsWithoutAGenuineTokenForIt() throws Exception {
        JsonObject claims = SigningKey.claims("a", "account");
        assertThat(call("GET", "/api/v1/bots", "", "").statusCode()).isEqualTo(401);
        assertThat(call("GET", "/api/v1/bots", "x.y.z", "").statusCode()).isEqualTo(401);
        assertThat(call("GET", "/api/v1/bots", new SigningKey().sign(claims), "")
                        .statusCode())
                .isEqualTo(401);
        assertThat(call("GET", "/api/v1/bots", KEY.sign(claims.copy().put("aud", "other")), "")
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void refusesTwoAuthorizationHeaders() throws Exception {
        HttpRequest request = request("GET", "/api/v1/bots", KEY.account("a"), "")
                .header("Authorization", "Bearer x")
                .build();
        assertThat(HTTP.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(401);
    }

    @Test
    void keepsTenantsApart() throws Exception {
        String created = call("POST", "/api/v1/bots", KEY.account("one"), "{\"name\":\"Mine\"}")
                .body();
        String id = new JsonObject(created).getJsonObject("data").getString("id");
        assertThat(call("GET", "/api/v1/bots/" + id, KEY.account("one"), "").statusCode())
                .isEqualTo(200);
        assertThat(call("GET", "/api/v1/bots/" + id, KEY.account("two"), "").statusCode())
                .isEqualTo(404);
    }

    @Test
    void letsAWidgetKeyChatWithItsOwnBotAndDoNothingElse() throws Exception {
        String token = KEY.widget("w", "bot_support");
        assertThat(call("POST", "/api/v1/chat/send", token, "{\"message\":\"hi\"}")
                        .body())
                .contains("You said: hi", "\"bot_id\":\"bot_support\"");
        assertThat(call("POST", "/api/v1/chat/send", token, "{\"bot_id\":\"bot_sales\"}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(call("GET", "/api/v1/bots", token, "").statusCode()).isEqualTo(403);
    }

    @Test
    void streamsAnAnswerEventByEvent() throws Exception {
        HttpRequest request = request(
                        "POST", "/api/v1/chat/send-stream", KEY.account("s"), "{\"events\":5,\"every_ms\":60}")
                .build();
        List<Long> times = new ArrayList<>();
        HTTP.send(request, BodyHandlers.ofLines())
                .body()
                .filter(line -> line.startsWith("event: "))
                .forEach(line -> times.add(System.nanoTime()));
        assertThat(times).hasSize(7);
        assertThat(times.getLast() - times.getFirst()).isGreaterThan(200_000_000L);
    }

    @Test
    void reportsWhatArrivedOfAForm() throws Exception {
        String form =
                "--b\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a.txt\"\r\n\r\nhello\r\n--b--\r\n";
        HttpRequest request = request("POST", "/api/v1/knowledge", KEY.account("f"), form)
                .header("Content-Type", "multipart/form-data; boundary=b")
                .build();
        HttpResponse<String> answer = HTTP.send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.body())
                .contains(
                        "\"name\":\"a.txt\"",
                        "\"size\":5",
                        "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824");
    }

    @Test
    void refusesBodiesThatAreNoJsonObject() throws Exception {
        assertThat(call("POST", "/api/v1/bots", KEY.account("a"), "[1]").statusCode())
                .isEqualTo(400);
        assertThat(call("POST", "/api/v1/bots", KEY.account("a"), "{").statusCode())
                .isEqualTo(400);
    }

    private static String thing(String path) {
        return Map.of(
                        "bots", "bot_support",
                        "tools", "tool_orders",
                        "knowledge", "doc_returns",
                        "memories", "mem_1",
                        "conversations", "conv_1")
                .getOrDefault(path.split("/", -1)[3], "none");
    }

    private static HttpResponse<String> call(String method, String path, String token, String body)
            throws IOException, InterruptedException {
        return HTTP.send(request(method, path, token, body).build(), BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(String method, String path, String token, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .method(method.toUpperCase(Locale.ROOT), HttpRequest.BodyPublishers.ofString(body));
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }
}
