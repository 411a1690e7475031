package io.hania.access.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.hania.access.decision.Caller;
import io.hania.access.decision.Decision;
import io.hania.access.decision.Question;
import io.hania.access.decision.Quota;
import io.hania.access.decision.Refusal;
import io.hania.access.key.KeyHash;
import io.hania.access.key.KeyId;
import io.hania.access.key.KeyKind;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Calls from customers' pages (contract, section 5). */
class WidgetCallsTest {
    private static final String PAGE = "https://shop.example";
    private final Rig rig = new Rig();
    private final String base = "/widget/v1/" + Rig.WIDGET_KEY.value();

    @AfterEach
    void close() {
        rig.close();
    }

    private RawClient.Answer call(String requestLine, String... headers) {
        try (RawClient client = rig.client()) {
            client.send(requestLine, headers);
            return client.read();
        }
    }

    private void mayBeReadByThePageOnly(RawClient.Answer answer) {
        assertThat(answer.header("Access-Control-Allow-Origin")).hasValue(PAGE);
        assertThat(answer.header("Access-Control-Allow-Credentials")).isEmpty();
        assertThat(answer.header("Vary")).hasValue("Origin");
        assertThat(answer.header("Access-Control-Expose-Headers").orElseThrow())
                .contains("RateLimit", "Retry-After", "X-Request-Id", "X-Hania-Visitor");
    }

    private void mayBeReadByNobody(RawClient.Answer answer) {
        assertThat(answer.hasCors()).isFalse();
        assertThat(answer.header("Vary")).hasValue("Origin");
        assertThat(rig.backend.requests).isEmpty();
    }

    @Test
    void anAllowedCallIsForwardedAndReadableByItsPage() {
        rig.decide(_ -> new Decision.Allowed(new KeyId(new UUID(3, 4)), "widget-service", Rig.TOKEN, Rig.QUOTA, "v2"));
        RawClient.Answer answer = call("GET " + base + "/config", "Origin: " + PAGE, "X-Hania-Visitor: v1");
        assertThat(answer.status()).isEqualTo(200);
        mayBeReadByThePageOnly(answer);
        assertThat(answer.header("X-Hania-Visitor")).hasValue("v2");
        assertThat(rig.questions.getFirst().place()).isEqualTo(KeyKind.WIDGET);
        assertThat(rig.questions.getFirst().path()).isEqualTo("/config");
        assertThat(rig.questions.getFirst().key()).isEqualTo(KeyHash.of(Rig.WIDGET_KEY));
        assertThat(rig.questions.getFirst().caller().visitor()).isEqualTo("v1");
        assertThat(rig.questions.getFirst().caller().origin()).isEqualTo(PAGE);
        assertThat(rig.backend.last().line()).isEqualTo("GET " + base + "/config HTTP/1.1");
        assertThat(rig.backend.last().header("X-Hania-Visitor")).isEmpty();
    }

    @Test
    void withoutAnOriginTheRefererSaysWhereFrom() {
        call("GET " + base + "/config", "Referer: " + PAGE + "/cart?x=1");
        assertThat(rig.questions.getFirst().caller().origin()).isEqualTo(PAGE);
    }

    @Test
    void aForeignOriginIs403AndReadableByNobody() {
        rig.decide(_ -> Rig.refused(new Refusal.OriginNotAllowed()));
        RawClient.Answer answer = call("GET " + base + "/config", "Origin: https://evil.example");
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.says("origin_not_allowed")).isTrue();
        mayBeReadByNobody(answer);
    }

    @Test
    void anUnknownOrMalformedKeyIs401AndReadableByNobody() {
        rig.decide(_ -> Rig.refused(new Refusal.Unauthorized()));
        for (String key : List.of(Rig.WIDGET_KEY.value(), "hania_x", Rig.KEY.value(), Rig.WIDGET_KEY.value() + "0")) {
            RawClient.Answer answer = call("GET /widget/v1/" + key + "/config", "Origin: " + PAGE);
            assertThat(answer.status()).isEqualTo(401);
            mayBeReadByNobody(answer);
        }
        assertThat(rig.questions).hasSize(1);
    }

    @Test
    void aUsedUpLimitIs429AndReadableByThePage() {
        rig.decide(_ -> new Decision.Limited(new Quota(10, 0, 60, 3600), Duration.ofSeconds(60)));
        RawClient.Answer answer = call("POST " + base + "/chat/send", "Origin: " + PAGE, "Content-Length: 0");
        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.header("Retry-After")).hasValue("60");
        mayBeReadByThePageOnly(answer);
    }

    @Test
    void aPreflightIsAnsweredAfterTheSameChecks() {
        rig.decide(_ -> Rig.refused(new Refusal.MethodNotAllowed(List.of("POST"))));
        String[] preflight = {
            "Origin: " + PAGE, "Access-Control-Request-Method: POST", "Access-Control-Request-Headers: content-type"
        };
        RawClient.Answer answer = call("OPTIONS " + base + "/chat/send", preflight);
        assertThat(answer.status()).isEqualTo(204);
        mayBeReadByThePageOnly(answer);
        assertThat(answer.header("Access-Control-Allow-Methods")).hasValue("POST");
        assertThat(answer.header("Access-Control-Allow-Headers").orElseThrow()).contains("Content-Type");
        rig.decide(_ -> Rig.refused(new Refusal.OriginNotAllowed()));
        mayBeReadByNobody(call("OPTIONS " + base + "/chat/send", preflight));
    }

    @Test
    void aServiceThatIsAwayIs502AndReadableByThePage() {
        rig.backend.close();
        rig.decide(_ -> new Decision.Allowed(new KeyId(new UUID(3, 4)), "widget-service", Rig.TOKEN, Rig.QUOTA, null));
        RawClient.Answer answer = call("POST " + base + "/chat/send", "Origin: " + PAGE, "Content-Length: 0");
        assertThat(answer.status()).isEqualTo(502);
        mayBeReadByThePageOnly(answer);
    }

    @Nested
    class WhenNobodyDecides {
        private final String[] preflight = {"Origin: " + PAGE, "Access-Control-Request-Method: POST"};

        @Test
        void aPageOfWhichNothingIsKnownCantReadTheAnswer() {
            rig.decide(_ -> null);
            RawClient.Answer answer = call("GET " + base + "/config", "Origin: " + PAGE);
            assertThat(answer.status()).isEqualTo(503);
            mayBeReadByNobody(answer);
            RawClient.Answer asked = call("OPTIONS " + base + "/chat/send", preflight);
            assertThat(asked.status()).isEqualTo(503);
            mayBeReadByNobody(asked);
        }

        @Test
        void aPageThatWasAllowedReadsThatItShallTryAgain() {
            call("GET " + base + "/config", "Origin: " + PAGE);
            rig.backend.requests.clear();
            rig.decide(_ -> null);
            assertThat(call("OPTIONS " + base + "/chat/send", preflight).status())
                    .isEqualTo(204);
            RawClient.Answer answer = call("POST " + base + "/chat/send", "Origin: " + PAGE, "Content-Length: 0");
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.says("auth_unavailable")).isTrue();
            assertThat(answer.header("Retry-After")).hasValue("1");
            mayBeReadByThePageOnly(answer);
            assertThat(rig.backend.requests).isEmpty();
        }

        @Test
        void otherPagesAndOtherKeysGainNothingByIt() {
            call("GET " + base + "/config", "Origin: " + PAGE);
            rig.backend.requests.clear();
            rig.decide(_ -> null);
            mayBeReadByNobody(call("GET " + base + "/config", "Origin: https://evil.example"));
            String other = Rig.KEYS.generate(KeyKind.WIDGET).value();
            mayBeReadByNobody(call("GET /widget/v1/" + other + "/config", "Origin: " + PAGE));
        }

        @Test
        void aPageThatWasRefusedSinceReadsNothing() {
            for (Refusal refusal : List.of(new Refusal.OriginNotAllowed(), new Refusal.Unauthorized())) {
                rig.decide(_ -> Rig.allowed());
                call("GET " + base + "/config", "Origin: " + PAGE);
                rig.backend.requests.clear();
                rig.decide(_ -> Rig.refused(refusal));
                call("GET " + base + "/config", "Origin: " + PAGE);
                rig.decide(_ -> null);
                mayBeReadByNobody(call("GET " + base + "/config", "Origin: " + PAGE));
            }
        }

        @Test
        void whatWasAllowedLongAgoIsForgotten() {
            AtomicLong now = new AtomicLong();
            AllowedPages pages = new AllowedPages(Duration.ofMinutes(10), now::get);
            Question question = new Question(
                    KeyHash.of(Rig.WIDGET_KEY),
                    KeyKind.WIDGET,
                    "GET",
                    "/config",
                    new Caller("r", "a", PAGE, null, false));
            pages.allowed(question);
            assertThat(pages.lately(question)).isTrue();
            now.set(Duration.ofMinutes(10).toNanos());
            assertThat(pages.lately(question)).isFalse();
        }
    }

    @Test
    void theEmbedScriptIsForEverybodyAndCarriesNoCredential() {
        for (String path : List.of("/widget.js", "/widget/1.4.2/widget.js")) {
            RawClient.Answer answer =
                    call("GET " + path, "Origin: https://anywhere.example", "Authorization: Bearer x");
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("Access-Control-Allow-Origin")).hasValue("*");
            assertThat(rig.backend.last().header("Authorization")).isEmpty();
            assertThat(rig.backend.last().line()).isEqualTo("GET " + path + " HTTP/1.1");
        }
        assertThat(call("POST /widget.js", "Content-Length: 0").status()).isEqualTo(405);
        assertThat(rig.questions).isEmpty();
    }
}
