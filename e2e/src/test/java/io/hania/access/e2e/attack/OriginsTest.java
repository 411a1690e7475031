package io.hania.access.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.hania.access.e2e.Api;
import io.hania.access.e2e.HaniaSystem;
import io.hania.access.e2e.widget.WidgetKey;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where browsers say that they are: account keys are for servers, widget keys for the pages of their domains. */
class OriginsTest {
    private static final HaniaSystem SYSTEM = HaniaSystem.shared();
    private static final Map<String, WidgetKey> KEYS = new ConcurrentHashMap<>();

    private static Answers send(String line, String... headers) {
        return Answers.to(
                Door.GATEWAY,
                line + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\n" + String.join("\r\n", headers) + "\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Origin: https://evil.example",
                "Origin: null",
                "Origin: http://h.evil.example",
                "Sec-Fetch-Site: cross-site",
                "Sec-Fetch-Site: same-site"
            })
    void thatAreForeignWithAnAccountKeyAre403(String header) {
        Answers answers = send("GET /api/v1/bots", Door.GATEWAY.credential().strip(), header);
        assertThat(answers.statuses()).containsExactly(403);
        assertThat(answers.says("browser_call_rejected")).isTrue();
        assertThat(answers.hasCors()).isFalse();
    }

    @Test
    void thatAskWithAPreflightOfTheApiAre403() {
        Answers answers = send(
                "OPTIONS /api/v1/bots",
                "Origin: https://evil.example",
                "Access-Control-Request-Method: GET",
                "Access-Control-Request-Headers: authorization");
        assertThat(answers.statuses()).containsExactly(403);
        assertThat(answers.hasCors()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "example.com, https://example.com",
        "example.com, https://EXAMPLE.COM",
        "*.example.com, https://a.example.com",
        "*.example.com, https://a.b.example.com",
        "bücher.example, https://xn--bcher-kva.example",
    })
    void thatFitAWidgetKeysRuleAreAllowedAndReadTheAnswer(String rule, String origin) {
        Answers answers = config(rule, origin);
        assertThat(answers.statuses()).containsExactly(200);
        assertThat(answers.hasCors()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "example.com, https://evilexample.com",
        "example.com, https://example.com.evil.com",
        "example.com, http://example.com",
        "example.com, https://example.com:8443",
        "example.com, https://a.example.com",
        "example.com, null",
        "*.example.com, https://example.com",
        "*.example.com, https://aexample.com",
        "bücher.example, https://bucher.example",
    })
    void thatFitNoRuleOfAWidgetKeyAre403(String rule, String origin) {
        Answers answers = config(rule, origin);
        assertThat(answers.statuses()).containsExactly(403);
        assertThat(answers.says("origin_not_allowed")).isTrue();
        assertThat(answers.hasCors()).isFalse();
    }

    private static Answers config(String rule, String origin) {
        String key = KEYS.computeIfAbsent(rule, domain -> WidgetKey.of(SYSTEM, domain))
                .value();
        return send("GET /widget/v1/" + key + "/config", "Origin: " + origin);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "*.com", "*.co.uk", "co.uk", "*.*.example.com", "*.github.io"})
    void thatWouldBeAnybodysAreRefusedAtCreation(String rule) {
        String wish = "{\"bot_id\":\"bot_support\",\"name\":\"Too wide\",\"allowed_domains\":[\"" + rule + "\"]}";
        HttpResponse<String> answer = SYSTEM.api().post("/api/v1/widgets/keys", SYSTEM.fact("API_KEY"), wish);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    }

    /** The visitor's browser shows the picture; a server that fetched it could be sent anywhere. */
    @Test
    void ofAPictureAreNeverAskedByUs() throws IOException {
        try (StubUpstream elsewhere = new StubUpstream()) {
            String made = SYSTEM.api()
                    .post(Api.BOTS, SYSTEM.fact("API_KEY"), "{\"name\":\"Pictured\"}")
                    .body();
            String bot = new ObjectMapper().readTree(made).at("/data/id").asText();
            String look =
                    "{\"bot_id\":\"" + bot + "\",\"avatar_url\":\"https://localhost:" + elsewhere.port() + "/a.png\"}";
            HttpRequest save = SYSTEM.api()
                    .request("/api/v1/widgets/customization", SYSTEM.fact("API_KEY"))
                    .header("Content-Type", "application/json")
                    .PUT(HttpRequest.BodyPublishers.ofString(look))
                    .build();
            assertThat(SYSTEM.api().send(save).statusCode()).isEqualTo(200);
            HttpResponse<String> saved =
                    SYSTEM.api().get("/api/v1/widgets/customization?bot_id=" + bot, SYSTEM.fact("API_KEY"));
            assertThat(saved.body()).contains("/a.png");
            assertThat(elsewhere.connections()).isZero();
        }
    }
}
