package io.hania.access.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.hania.access.decision.Decision;
import io.hania.access.decision.Question;
import io.hania.access.decision.Quota;
import io.hania.access.decision.Refusal;
import io.hania.access.key.KeyHash;
import io.hania.access.key.KeyKind;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The order of checks on the API for servers (contract, section 2), and the form of each refusal. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChecksTest {
    private final Rig rig = new Rig();

    @AfterAll
    void close() {
        rig.close();
    }

    @BeforeEach
    void forget() {
        rig.questions.clear();
        rig.backend.requests.clear();
        rig.decide(question ->
                question.key().equals(KeyHash.of(Rig.KEY)) ? Rig.allowed() : Rig.refused(new Refusal.Unauthorized()));
    }

    private RawClient.Answer call(String requestLine, String... headers) {
        try (RawClient client = rig.client()) {
            client.send(requestLine, headers);
            return client.read();
        }
    }

    private void refusedWithoutAQuestion(RawClient.Answer answer, int status, String code) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.says(code)).isTrue();
        assertThat(answer.hasCors()).isFalse();
        assertThat(answer.header("X-Request-Id")).isPresent();
        assertThat(rig.questions).isEmpty();
        assertThat(rig.backend.requests).isEmpty();
    }

    @Nested
    class Returns400 {
        @Test
        void beforeAnythingElseIsLookedAt() {
            RawClient.Answer answer = call("GET //api/v1/bots", "Origin: https://evil.example");
            refusedWithoutAQuestion(answer, 400, "invalid_request");
        }
    }

    @Nested
    class Returns403ToBrowsers {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "Origin: https://evil.example",
                    "Origin: null",
                    "Origin: http://gateway.evil.example",
                    "Origin: gateway",
                    "Sec-Fetch-Site: cross-site",
                    "Sec-Fetch-Site: same-site",
                    "Sec-Fetch-Site: Cross-Site"
                })
        void onAnotherSitesPage(String header) {
            refusedWithoutAQuestion(call("GET /api/v1/bots", header), 403, "browser_call_rejected");
        }

        @Test
        void evenToAPreflight() {
            refusedWithoutAQuestion(
                    call("OPTIONS /api/v1/bots", "Origin: https://evil.example", "Access-Control-Request-Method: GET"),
                    403,
                    "browser_call_rejected");
        }

        @Test
        void andReportsTheKeyThatCameAlong() {
            RawClient.Answer answer = call("GET /api/v1/bots", Rig.authorized("Origin: https://evil.example"));
            assertThat(answer.says("browser_call_rejected")).isTrue();
            Wait.until(() -> !rig.questions.isEmpty());
            Question sighting = rig.questions.getFirst();
            assertThat(sighting.caller().browser()).isTrue();
            assertThat(sighting.caller().origin()).isEqualTo("https://evil.example");
            assertThat(sighting.key()).isEqualTo(KeyHash.of(Rig.KEY));
            assertThat(rig.backend.requests).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "Origin: http://gateway",
                    "Origin: https://GATEWAY",
                    "Sec-Fetch-Site: none",
                    "Sec-Fetch-Site: same-origin"
                })
        void butNotOnTheGatewaysOwn(String header) {
            assertThat(call("GET /api/v1/bots", Rig.authorized(header)).status())
                    .isEqualTo(200);
        }
    }

    static Stream<List<String>> badCredentials() {
        String key = Rig.KEY.value();
        String flipped = key.substring(0, 47) + (key.endsWith("0") ? '1' : '0');
        return Stream.of(
                List.of(),
                List.of("Authorization: Basic dXNlcjpwYXNz"),
                List.of("Authorization: Bearer"),
                List.of("Authorization: Bearer "),
                List.of("Authorization: " + key),
                List.of("Authorization: Bearer " + key + " x"),
                List.of("Authorization: Bearer " + key + "," + key),
                List.of("Authorization: Bearer x" + key),
                List.of("Authorization: Bearer " + flipped),
                List.of("Authorization: Bearer " + key.toUpperCase(java.util.Locale.ROOT)),
                List.of("Authorization: Bearer " + "k".repeat(8192)),
                List.of("Authorization: Bearer hania_sk_é界"),
                List.of("Authorization: Bearer " + key, "Authorization: Bearer " + key),
                List.of("Authorization: Bearer " + Rig.WIDGET_KEY.value()),
                List.of("X-Api-Key: " + key));
    }

    @Nested
    class Returns401 {
        @ParameterizedTest
        @MethodSource("io.hania.access.gateway.edge.ChecksTest#badCredentials")
        void toWhatIsNoKeyWithoutAskingAnybody(List<String> headers) {
            RawClient.Answer answer = call("GET /api/v1/bots", headers.toArray(String[]::new));
            refusedWithoutAQuestion(answer, 401, "unauthorized");
        }

        @ParameterizedTest
        @MethodSource("io.hania.access.gateway.edge.ChecksTest#badCredentials")
        void inTheSameBytesWhateverTheReason(List<String> headers) {
            RawClient.Answer malformed =
                    call("GET /api/v1/bots", with(headers, "X-Request-Id: same").toArray(String[]::new));
            RawClient.Answer unknown = call(
                    "GET /api/v1/bots",
                    "Authorization: Bearer "
                            + Rig.KEYS.generate(KeyKind.ACCOUNT).value(),
                    "X-Request-Id: same");
            assertThat(malformed).isEqualTo(unknown);
            assertThat(unknown.header("WWW-Authenticate")).hasValue("Bearer");
            assertThat(unknown.body())
                    .isEqualTo("{\"success\":false,\"data\":null,\"message\":\"Unauthorized\","
                            + "\"error\":{\"code\":\"unauthorized\",\"request_id\":\"same\"}}");
        }

        @Test
        void toAKeyInTheQuery() {
            refusedWithoutAQuestion(call("GET /api/v1/bots?access_token=" + Rig.KEY.value()), 401, "unauthorized");
        }

        private List<String> with(List<String> headers, String more) {
            return Stream.concat(headers.stream(), Stream.of(more)).toList();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bearer", "BEARER", "Bearer", "bEaReR"})
    void takesTheSchemeInAnyCase(String scheme) {
        assertThat(call("GET /api/v1/bots", "Authorization: " + scheme + " " + Rig.KEY.value())
                        .status())
                .isEqualTo(200);
    }

    @Nested
    class WithALimit {
        @Test
        void everyAnswerSaysWhereTheKeyStands() {
            for (Decision decision : List.of(
                    Rig.allowed(),
                    new Decision.Refused(new Refusal.NotFound(), Rig.QUOTA),
                    new Decision.Refused(new Refusal.MethodNotAllowed(List.of("GET")), Rig.QUOTA),
                    new Decision.Refused(new Refusal.MissingAbility("bots:write"), Rig.QUOTA))) {
                rig.decide(question -> decision);
                RawClient.Answer answer = call("GET /api/v1/bots", Rig.authorized());
                assertThat(answer.header("RateLimit-Policy")).hasValue("\"default\";q=1000;w=3600");
                assertThat(answer.header("RateLimit")).hasValue("\"default\";r=999;t=12");
                assertThat(answer.header("X-RateLimit-Limit")).hasValue("1000");
                assertThat(answer.header("X-RateLimit-Remaining")).hasValue("999");
                assertThat(answer.header("X-RateLimit-Reset")).hasValue("12");
            }
        }

        @Test
        void returns429WhenItIsUsedUp() {
            rig.decide(question -> new Decision.Limited(new Quota(1000, 0, 60, 3600), Duration.ofMillis(1200)));
            RawClient.Answer answer = call("GET /api/v1/bots", Rig.authorized());
            assertThat(answer.status()).isEqualTo(429);
            assertThat(answer.says("rate_limited")).isTrue();
            assertThat(answer.header("Retry-After")).hasValue("2");
            assertThat(answer.header("X-RateLimit-Remaining")).hasValue("0");
            assertThat(rig.backend.requests).isEmpty();
        }
    }

    @Test
    void returns404ForWhatTheCatalogLacks() {
        rig.decide(question -> Rig.refused(new Refusal.NotFound()));
        RawClient.Answer answer = call("GET /api/v1/nothing", Rig.authorized());
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.says("not_found")).isTrue();
        assertThat(answer.header("RateLimit")).isEmpty();
    }

    @Test
    void returns405WithTheMethodsThatThereAre() {
        rig.decide(question -> Rig.refused(new Refusal.MethodNotAllowed(List.of("GET", "HEAD", "POST"))));
        RawClient.Answer answer = call("PATCH /api/v1/bots", Rig.authorized());
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.says("method_not_allowed")).isTrue();
        assertThat(answer.header("Allow")).hasValue("GET, HEAD, POST");
    }

    @Test
    void returns403WithTheAbilityThatIsMissing() {
        rig.decide(question -> Rig.refused(new Refusal.MissingAbility("bots:write")));
        RawClient.Answer answer = call("DELETE /api/v1/bots/1", Rig.authorized());
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body()).contains("\"message\":\"Missing ability: bots:write\"");
        assertThat(answer.header("WWW-Authenticate"))
                .hasValue("Bearer error=\"insufficient_scope\", scope=\"bots:write\"");
        assertThat(rig.backend.requests).isEmpty();
    }

    @Test
    void givesErrorsAsProblemsToThoseWhoAskForThem() {
        RawClient.Answer answer = call("GET /api/v1/bots", "Accept: application/problem+json");
        assertThat(answer.header("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body()).contains("\"status\":401", "unauthorized");
    }

    @Test
    void keepsTheCallersRequestIdOrMakesOne() {
        RawClient.Answer kept = call("GET /api/v1/bots", Rig.authorized("X-Request-Id: ~my-id!"));
        assertThat(kept.header("X-Request-Id")).hasValue("~my-id!");
        assertThat(rig.backend.last().header("X-Request-Id")).hasValue("~my-id!");
        for (String unusable : List.of("", "a b", "é", "x".repeat(129))) {
            RawClient.Answer made = call("GET /api/v1/bots", Rig.authorized("X-Request-Id: " + unusable));
            assertThat(made.header("X-Request-Id").orElseThrow()).matches("[0-9a-f]{32}");
            assertThat(rig.backend.last().header("X-Request-Id")).isEqualTo(made.header("X-Request-Id"));
        }
    }

    @Test
    void returns404OutsideOfTheApi() {
        for (String path : List.of("/", "/API/V1/BOTS", "/api/v1x", "/api", "/q/health", "/q/metrics", "/widget/v2x")) {
            RawClient.Answer answer = call("GET " + path, Rig.authorized());
            if (!path.startsWith("/widget")) {
                refusedWithoutAQuestion(answer, 404, "not_found");
            }
        }
    }
}
