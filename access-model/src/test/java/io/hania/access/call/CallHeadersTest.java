package io.hania.access.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.hania.access.decision.Quota;
import io.hania.access.error.ApiError;
import io.hania.access.error.ErrorBody;
import io.hania.access.key.RawKey;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallHeadersTest {
    @Nested
    class Bearer {
        @ParameterizedTest
        @ValueSource(strings = {"Bearer k", "bearer k", "BEARER  k"})
        void isReadInAnyCase(String header) {
            assertThat(BearerToken.of(List.of(header))).isEqualTo(new RawKey("k"));
        }

        @Test
        void isNothingElse() {
            assertThat(BearerToken.of(List.of())).isNull();
            assertThat(BearerToken.of(List.of("Bearer a", "Bearer b"))).isNull();
            for (String header :
                    List.of("", "Bearer", "Bearer ", "Basic abc", "Bearerk", "Bearer " + "x".repeat(8192))) {
                assertThat(BearerToken.of(List.of(header))).isNull();
            }
        }
    }

    @Nested
    class BrowserCalls {
        private final BrowserGuard guard = new BrowserGuard(Set.of());

        @Test
        void areRejectedFromOtherOrigins() {
            assertThat(guard.rejects("https://evil.example", null, "api.example.com"))
                    .isTrue();
            assertThat(guard.rejects("null", null, "api.example.com")).isTrue();
            assertThat(guard.rejects(null, "cross-site", "api.example.com")).isTrue();
            assertThat(guard.rejects(null, "same-site", "api.example.com")).isTrue();
            assertThat(guard.rejects("https://api.example.com", "cross-site", "api.example.com"))
                    .isTrue();
        }

        @Test
        void passFromTheGatewaysOwnOriginAndFromServers() {
            assertThat(guard.rejects(null, null, "api.example.com")).isFalse();
            assertThat(guard.rejects("https://api.example.com", "same-origin", "api.example.com"))
                    .isFalse();
            assertThat(new BrowserGuard(Set.of("https://a.example")).rejects("https://A.example", null, "x"))
                    .isFalse();
            assertThat(new BrowserGuard(Set.of("https://a.example")).rejects("https://x", null, "x"))
                    .isTrue();
        }
    }

    @Test
    void keepsAUsableRequestIdAndMakesOneOtherwise() {
        assertThat(RequestId.of("abc-1")).isEqualTo("abc-1");
        assertThat(RequestId.of(null)).matches("[0-9a-f]{32}");
        assertThat(RequestId.of("a b")).matches("[0-9a-f]{32}");
        assertThat(RequestId.of("x".repeat(129))).matches("[0-9a-f]{32}");
    }

    @Test
    void tellsTheLimitInBothForms() {
        TreeMap<String, String> headers = new TreeMap<>();
        LimitHeaders.write(new Quota(1000, 998, 60, 3600), headers::put);
        assertThat(headers)
                .containsEntry("RateLimit-Policy", "\"default\";q=1000;w=3600")
                .containsEntry("RateLimit", "\"default\";r=998;t=60")
                .containsEntry("X-RateLimit-Limit", "1000")
                .containsEntry("X-RateLimit-Remaining", "998")
                .containsEntry("X-RateLimit-Reset", "60");
    }

    @Test
    void errorsHaveTheBodyOfTheContract() {
        byte[] body = ErrorBody.envelope(ApiError.MISSING_ABILITY, "Missing ability: bots:write", "r\"1");
        assertThat(new String(body, StandardCharsets.UTF_8)).isEqualTo("""
                {"success":false,"data":null,"message":"Missing ability: bots:write",\
                "error":{"code":"missing_ability","request_id":"r\\"1"}}""");
        assertThat(new String(ErrorBody.problem(ApiError.NOT_FOUND, "\n", "r"), StandardCharsets.UTF_8))
                .isEqualTo("""
                {"type":"about:blank","title":"\\u000a","status":404,"code":"not_found","request_id":"r"}""");
    }
}
