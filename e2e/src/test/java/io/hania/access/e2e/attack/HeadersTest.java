package io.hania.access.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hania.access.e2e.HaniaSystem;
import io.hania.access.e2e.RawSocket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Headers that claim what only the gateway may say, and upstreams that answer oddly. */
class HeadersTest {
    private static final HaniaSystem SYSTEM = HaniaSystem.shared();
    private static final String KEY = SYSTEM.fact("API_KEY");
    private static final String OTHER_KEY = SYSTEM.fact("READ_ONLY_KEY");

    private static StubUpstream upstream;
    private static StubUpstream elsewhere;
    private static HaniaSystem.Extra gateway;

    @BeforeAll
    static void open() {
        upstream = new StubUpstream();
        elsewhere = new StubUpstream();
        gateway =
                SYSTEM.gateway(Map.of("gateway.access-log", "true", "gateway.upstreams.platform", upstream.address()));
    }

    @AfterAll
    static void close() throws IOException {
        gateway.close();
        upstream.close();
        elsewhere.close();
    }

    private static Answers get(String target, String... headers) {
        return Answers.to(Door.GATEWAY, request(target, headers));
    }

    private static Answers atTheStub(String target, String... headers) {
        try (RawSocket socket = new RawSocket(gateway.port())) {
            return Answers.read(socket.send(request(target, headers)));
        }
    }

    private static String request(String target, String... headers) {
        return "GET " + target + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\n" + String.join("\r\n", headers)
                + "\r\n\r\n";
    }

    private static JsonNode received(Answers answers) throws IOException {
        String body = answers.text().substring(answers.text().indexOf("\r\n\r\n") + 4);
        return new ObjectMapper().readTree(body).path("data").path("received");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Hania-Tenant: other",
                "X-Hania-Abilities: *",
                "X_Hania_Tenant: other",
                "X-Forwarded-User: root",
                "X-Original-URL: /api/v1/tools",
                "X-Rewrite-URL: /api/v1/tools",
                "X-HTTP-Method-Override: DELETE",
                "Forwarded: for=1.2.3.4",
                "X-Real-IP: 1.2.3.4",
                "Connection: authorization",
                "Connection: x-request-id, x-forwarded-for",
                "X-Forwarded-For: 1.2.3.4"
            })
    void ofTheCallersAreReplacedAndNeverMerged(String header) throws IOException {
        Answers answers = get("/api/v1/bots", "Authorization: Bearer " + KEY, header);
        assertThat(answers.statuses()).containsExactly(200);
        JsonNode seen = received(answers);
        String name = header.substring(0, header.indexOf(':')).toLowerCase(java.util.Locale.ROOT);
        assertThat(seen.path("method").asText() + " " + seen.path("path").asText())
                .isEqualTo("GET /api/v1/bots");
        JsonNode headers = seen.path("headers");
        assertThat(headers.path("authorization").asText()).isEqualTo("Bearer [internal token]");
        assertThat(headers.path("x-request-id").isTextual()).isTrue();
        assertThat(headers.path("x-forwarded-for").asText()).isIn("127.0.0.1", "0:0:0:0:0:0:0:1", "::1");
        assertThat(headers.path(name).asText("")).doesNotContain("other", "root", "tools", "DELETE", "1.2.3.4", "*");
        assertThat(seen.path("claims").path("tenant_id").asText())
                .isNotEqualTo("other")
                .isNotEmpty();
    }

    @Test
    void ofTrailersAreDropped() throws IOException {
        Answers answers = Answers.to(
                Door.GATEWAY,
                "POST /api/v1/bots HTTP/1.1\r\nHost: h\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n"
                        + Door.GATEWAY.credential()
                        + "\r\n2\r\n{}\r\n0\r\nAuthorization: Bearer forged\r\nX-Hania-Tenant: other\r\n\r\n");
        assertThat(answers.statuses()).containsExactly(201);
        assertThat(received(answers).path("headers").toString()).doesNotContain("forged", "other");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bearer ", "BEARER ", "Bearer  "})
    void ofTheSchemeBearerCountInAnyCase(String scheme) {
        assertThat(get("/api/v1/bots", "Authorization: " + scheme + KEY).statuses())
                .containsExactly(200);
    }

    @Test
    void thatHoldNoOneKeyAreAllTheSame401() {
        String missing = get("/api/v1/bots").withoutId();
        assertThat(missing).startsWith("HTTP/1.1 401 ");
        for (String[] headers : new String[][] {
            {"Authorization: Bearer " + KEY, "Authorization: Bearer " + OTHER_KEY},
            {"Authorization: Bearer " + KEY, "authorization: Bearer " + KEY},
            {"Authorization: Basic " + KEY},
            {"Authorization: " + KEY},
            {"Authorization: Bearer"},
            {"Authorization: Bearer "},
            {"Authorization: Bearer " + KEY + ", Bearer " + KEY},
            {"Authorization: Bearer " + KEY + "x"},
            {"Authorization: Bearer " + KEY.toUpperCase(java.util.Locale.ROOT)},
            {"Authorization: Bearer " + "a".repeat(8192)},
            {"Authorization: Bearer hania_sk_\u00e9\u00e8" + KEY.substring(11)},
            {"X-Api-Key: " + KEY},
            {"Cookie: access_token=" + KEY}
        }) {
            assertThat(get("/api/v1/bots", headers).withoutId()).isEqualTo(missing);
        }
    }

    @Test
    void inPlaceOfWhichTheQueryHoldsTheKeyAre401AndTheQueryIsNotLogged() throws IOException {
        String target = "/api/v1/bots?access_token=" + KEY;
        assertThat(get(target).statuses()).containsExactly(401);
        assertThat(atTheStub(target).statuses()).containsExactly(401);
        Path log = SYSTEM.local().folder().resolve("logs/api-gateway-" + gateway.port() + ".log");
        assertThat(Files.readString(log)).contains("/api/v1/bots").doesNotContain("access_token", KEY);
    }

    @ParameterizedTest
    @EnumSource(
            value = Door.class,
            names = {"SANDBOX", "WIDGET_SERVICE"})
    void sentStraightToAnUpstreamAre401(Door door) {
        for (String header :
                List.of("X-Hania-Tenant: 1", "Authorization: Bearer " + KEY, "Authorization: Bearer a.b.c")) {
            assertThat(Answers.to(door, request("/api/v1/widgets/keys?bot_id=1", header))
                            .statuses())
                    .containsExactly(401);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /forward-auth", "POST /decisions"})
    void sentStraightToAuthServiceWithoutAKeyAre401(String line) {
        String body = "{\"method\":\"GET\",\"path\":\"/api/v1/bots\"}";
        Answers answers = Answers.to(
                Door.AUTH_SERVICE,
                line + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\nX-Forwarded-Method: GET\r\n"
                        + "X-Forwarded-Uri: /api/v1/bots\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
        assertThat(answers.statuses()).containsExactly(401);
    }

    @Test
    void ofARedirectPassAsTheyAreAndOurTokenFollowsNowhere() {
        upstream.answers("HTTP/1.1 307 Temporary Redirect\r\nLocation: " + elsewhere.address()
                + "/stolen\r\nContent-Length: 0\r\n\r\n");
        Answers answers = atTheStub("/api/v1/bots", "Authorization: Bearer " + KEY);
        assertThat(answers.statuses()).containsExactly(307);
        assertThat(answers.text()).contains(elsewhere.address() + "/stolen");
        assertThat(upstream.heads()).singleElement().asString().doesNotContain(KEY);
        assertThat(elsewhere.heads()).isEmpty();
    }

    @Test
    void ofARefusalOfOurTokenBecome502() {
        upstream.answers(
                "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Bearer realm=\"inner\"\r\nContent-Length: 0\r\n\r\n");
        Answers answers = atTheStub("/api/v1/bots", "Authorization: Bearer " + KEY);
        assertThat(answers.statuses()).containsExactly(502);
        assertThat(answers.text()).contains("upstream_unavailable").doesNotContain("inner", "WWW-Authenticate");
    }
}
