package io.hania.access.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What headers pass, in both directions. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HeadersTest {
    private final Rig rig = new Rig();

    @AfterAll
    void close() {
        rig.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Hania-Tenant: other",
                "x-hania-abilities: *",
                "X_Hania_Tenant: other",
                "X-Forwarded-User: root",
                "X-Original-URL: /api/v1/admin",
                "X-Rewrite-Url: /x",
                "X-HTTP-Method-Override: DELETE",
                "X-HTTP-Method: DELETE",
                "X-Method-Override: DELETE",
                "Forwarded: for=1.2.3.4",
                "X-Real-IP: 1.2.3.4",
                "TE: trailers",
                "Keep-Alive: 5",
                "Proxy-Connection: keep-alive",
                "Proxy-Authorization: Basic x",
                "Upgrade: h2c",
                "HTTP2-Settings: x",
                "Trailer: x"
            })
    void ofTheCallerDoNotPassIfTheyMeanSomethingToTheUpstream(String header) {
        assertThat(rig.call("GET /api/v1/bots", header).status()).isEqualTo(200);
        String name = header.substring(0, header.indexOf(':'));
        assertThat(rig.backend.last().header(name)).isEmpty();
        assertThat(rig.backend.last().line()).isEqualTo("GET /api/v1/bots HTTP/1.1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Connection: authorization",
                "Connection: close, Authorization",
                "Connection: x-request-id, x-forwarded-for",
                "Connection: Content-Length, Transfer-Encoding, Host"
            })
    void namedByConnectionNeverTakeOursAway(String header) {
        assertThat(rig.call("GET /api/v1/bots", header).status()).isEqualTo(200);
        Backend.Request seen = rig.backend.last();
        assertThat(seen.header("Authorization")).hasValue("Bearer " + Rig.TOKEN);
        assertThat(seen.count("Authorization")).isOne();
        assertThat(seen.header("X-Request-Id")).isPresent();
        assertThat(seen.header("X-Forwarded-For")).hasValue("127.0.0.1");
        assertThat(seen.count("Host")).isOne();
        assertThat(seen.header("Connection")).isEmpty();
    }

    @Test
    void namedByConnectionDoNotPass() {
        rig.call("GET /api/v1/bots", "Connection: X-Local ,keep-alive", "X-Local: 1", "X-Other: 2");
        assertThat(rig.backend.last().header("X-Local")).isEmpty();
        assertThat(rig.backend.last().header("X-Other")).hasValue("2");
    }

    @Test
    void ofTheCallerPassOtherwise() {
        rig.call(
                "GET /api/v1/bots",
                "traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "Accept-Language: de",
                "If-None-Match: \"x\"",
                "Range: bytes=0-1");
        Backend.Request seen = rig.backend.last();
        assertThat(seen.header("traceparent")).hasValue("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        assertThat(seen.header("Accept-Language")).hasValue("de");
        assertThat(seen.header("If-None-Match")).hasValue("\"x\"");
        assertThat(seen.header("Range")).hasValue("bytes=0-1");
    }

    @Test
    void aboutTheCallersAddressAreReplacedUnlessAProxyIsTrusted() {
        rig.call("GET /api/v1/bots", "X-Forwarded-For: 9.9.9.9", "X-Forwarded-Proto: https", "X-Forwarded-Host: evil");
        Backend.Request seen = rig.backend.last();
        assertThat(seen.header("X-Forwarded-For")).hasValue("127.0.0.1");
        assertThat(seen.header("X-Forwarded-Proto")).hasValue("http");
        assertThat(seen.header("X-Forwarded-Host")).hasValue("gateway");
        assertThat(rig.questions.getLast().caller().address()).isEqualTo("127.0.0.1");
    }

    @Test
    void aboutTheCallersAddressAreKeptFromATrustedProxy() {
        try (Rig trusting = new Rig(Map.of("gateway.trusted-proxies", "127.0.0.0/8,10.0.0.0/8"))) {
            trusting.call(
                    "GET /api/v1/bots",
                    "X-Forwarded-For: 6.6.6.6, 9.9.9.9, 10.1.2.3",
                    "X-Forwarded-Proto: https",
                    "X-Forwarded-Host: api.example.com");
            Backend.Request seen = trusting.backend.last();
            assertThat(seen.header("X-Forwarded-For")).hasValue("6.6.6.6, 9.9.9.9, 10.1.2.3, 127.0.0.1");
            assertThat(seen.header("X-Forwarded-Proto")).hasValue("https");
            assertThat(seen.header("X-Forwarded-Host")).hasValue("api.example.com");
            assertThat(trusting.questions.getLast().caller().address()).isEqualTo("9.9.9.9");
        }
    }

    @Test
    void ofTheUpstreamAboutOurMattersAreReplaced() {
        rig.backend.answersWith(
                "Access-Control-Allow-Origin: *",
                "RateLimit: \"x\";r=1",
                "RateLimit-Policy: \"x\"",
                "X-RateLimit-Limit: 1",
                "X-Request-Id: theirs",
                "X-Hania-Visitor: theirs",
                "Connection: X-Local",
                "X-Local: 1",
                "Keep-Alive: timeout=5",
                "X-Own: yes");
        RawClient.Answer answer = rig.call("GET /api/v1/bots", "X-Request-Id: mine");
        assertThat(answer.hasCors()).isFalse();
        assertThat(answer.header("RateLimit")).hasValue("\"default\";r=999;t=12");
        assertThat(answer.header("X-RateLimit-Limit")).hasValue("1000");
        assertThat(answer.header("X-Request-Id")).hasValue("mine");
        assertThat(answer.header("X-Hania-Visitor")).isEmpty();
        assertThat(answer.header("X-Local")).isEmpty();
        assertThat(answer.header("Keep-Alive")).isEmpty();
        assertThat(answer.header("X-Own")).hasValue("yes");
        rig.backend.answersWith();
    }

    @Test
    void ofA401ToOurTokenNeverReachTheCaller() {
        rig.backend.answers(
                "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Bearer realm=\"inner\"\r\nContent-Length: 0\r\n\r\n");
        RawClient.Answer answer = rig.call("GET /api/v1/bots");
        assertThat(answer.status()).isEqualTo(502);
        assertThat(answer.says("upstream_unavailable")).isTrue();
        assertThat(answer.header("WWW-Authenticate")).isEmpty();
        rig.backend.answersWith();
    }
}
