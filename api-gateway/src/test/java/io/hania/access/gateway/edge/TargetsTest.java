package io.hania.access.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicReference;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A request target has one reading, or none. */
class TargetsTest {
    private static Rig rig;

    @BeforeAll
    @BeforeContainer
    static void open() {
        rig = new Rig();
    }

    @AfterAll
    @AfterContainer
    static void close() {
        rig.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET //api/v1/bots",
                "GET /api/v1//bots",
                "GET /api//v1/bots",
                "GET /api/v1/x/../bots",
                "GET /api/v1/./bots",
                "GET /api/v1/..",
                "GET /q/health/../api/v1/bots",
                "GET /api/v1/%2e%2e/bots",
                "GET /api/v1/%2E/bots",
                "GET /api/v1/..;/bots",
                "GET /api/v1/..;x=1/bots",
                "GET /api/v1/bots;x=1",
                "GET /api;x/v1/bots",
                "GET /api%2Fv1%2Fbots",
                "GET /api/v1/bots%2f1",
                "GET /api/v1/bots%5c1",
                "GET /api/v1/bots\\1",
                "GET /api/v1/bots%3B",
                "GET /api/v1/bots%00",
                "GET /api/v1/bots%0d%0aX:1",
                "GET /api/v1/bots%252e",
                "GET /api/v1/bots%",
                "GET /api/v1/bots%4",
                "GET /api/v1/bots%zz",
                "GET /api/v1/bots#part",
                "GET http://other/api/v1/bots",
                "GET https://gateway/api/v1/bots",
                "GET api/v1/bots",
                "GET *",
                "OPTIONS *",
                "GET ?x",
                "GET /api/v1/bots\u00e9",
                "GET /api/v1/bots\u007f",
                "GET /api/v1/ bots",
                "GET  /api/v1/bots",
                "GET\t/api/v1/bots",
                "GET /api/v1/bots\t",
                "G@T /api/v1/bots"
            })
    void isRefusedWith400WhenThereAreTwoReadings(String requestLine) {
        int before = rig.backend.requests.size();
        RawClient.Answer answer = rig.call(requestLine);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.says("invalid_request")).isTrue();
        assertThat(answer.hasCors()).isFalse();
        assertThat(rig.backend.requests).hasSize(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE /api/v1/bots", "CONNECT /api/v1/bots", "CONNECT other:443", "TRACE *"})
    void isNotForwardedForMethodsOfProxies(String requestLine) {
        int before = rig.backend.requests.size();
        assertThat(rig.call(requestLine).status()).isIn(400, 405);
        assertThat(rig.backend.requests).hasSize(before);
    }

    @Property(tries = 300)
    void reachesTheUpstreamInTheVeryBytesThatWereDecided(
            @ForAll @CharRange(from = '!', to = '~') @StringLength(max = 40) String tail) {
        int before = rig.backend.requests.size();
        AtomicReference<String> decided = new AtomicReference<>("");
        rig.decide(question -> {
            decided.set(question.path());
            return Rig.allowed();
        });
        RawClient.Answer answer = rig.call("GET /api/v1/" + tail);
        if (answer.status() == 200) {
            String target = rig.backend.last().line().split(" ")[1];
            assertThat(target).isEqualTo("/api/v1/" + tail);
            assertThat(decided.get()).isEqualTo(target.split("\\?", 2)[0]);
        } else {
            assertThat(answer.status()).isEqualTo(400);
            assertThat(rig.backend.requests).hasSize(before);
        }
    }
}
