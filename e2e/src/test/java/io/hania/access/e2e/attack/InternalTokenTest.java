package io.hania.access.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.hania.access.e2e.HaniaSystem;
import io.hania.access.e2e.RawSocket;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tokens that only look like ours, sent straight to each upstream. Those that only our own key could sign: {@code TokenVerifierTest}. */
class InternalTokenTest {
    private static final HaniaSystem SYSTEM = HaniaSystem.shared();
    private static final Pattern TOKEN = Pattern.compile("(?i)\nauthorization: Bearer (eyJ\\S+)");
    private static final int FLOOD = 100;

    /** The upstreams, each with a call that it answers. */
    enum Upstream {
        PLATFORM(Door.SANDBOX, "/api/v1/bots"),
        WIDGETS(Door.WIDGET_SERVICE, "/api/v1/widgets/keys?bot_id=bot_support");

        private final Door door;
        private final String path;

        Upstream(Door door, String path) {
            this.door = door;
            this.path = path;
        }

        /** A token that auth-service signs for this upstream, as forward-auth gives it to other proxies. */
        Token genuine() {
            String text = Answers.to(
                            Door.AUTH_SERVICE,
                            get("/forward-auth", SYSTEM.fact("API_KEY"))
                                    + "X-Forwarded-Method: GET\r\nX-Forwarded-Uri: " + path + "\r\n\r\n")
                    .text();
            Matcher token = TOKEN.matcher(text);
            assertThat(token.find()).as(text).isTrue();
            return Token.read(token.group(1));
        }

        List<Integer> statuses(String token) {
            return Answers.to(door, get(path, token) + "\r\n").statuses();
        }

        String get(String target, String bearer) {
            return "GET " + target + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\nAuthorization: Bearer " + bearer
                    + "\r\n";
        }
    }

    /** The three parts of a token; the first two as JSON. */
    record Token(String header, String claims, String signature) {
        static Token read(String text) {
            String[] parts = text.split("\\.");
            return new Token(decoded(parts[0]), decoded(parts[1]), parts[2]);
        }

        Token saying(String name, String value) {
            String plain =
                    header.replaceAll("\"" + name + "\":\"[^\"]*\",?", "").replace(",}", "}");
            return new Token("{\"" + name + "\":\"" + value + "\"," + plain.substring(1), claims, signature);
        }

        Token signed(byte[] by) {
            return new Token(
                    header, claims, Base64.getUrlEncoder().withoutPadding().encodeToString(by));
        }

        byte[] content() {
            return (encoded(header) + '.' + encoded(claims)).getBytes(StandardCharsets.US_ASCII);
        }

        String text() {
            return encoded(header) + '.' + encoded(claims) + '.' + signature;
        }

        private static String encoded(String json) {
            return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
        }

        private static String decoded(String part) {
            return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
        }
    }

    /** The other way round is meant: widget-service calls the platform with the token that it got. */
    @Test
    void forThePlatformIs401AtWidgetService() {
        String token = Upstream.PLATFORM.genuine().text();
        assertThat(Upstream.PLATFORM.statuses(token)).containsExactly(200);
        assertThat(Upstream.WIDGETS.statuses(token)).containsExactly(401);
        assertThat(Upstream.WIDGETS.statuses(Upstream.WIDGETS.genuine().text())).containsExactly(200);
    }

    @ParameterizedTest
    @EnumSource
    void ofAlgNoneOrAnotherThanOursIs401(Upstream upstream) throws GeneralSecurityException {
        Token genuine = upstream.genuine();
        List<Token> forged = new ArrayList<>();
        for (String none : List.of("none", "None", "NONE", "")) {
            forged.add(genuine.saying("alg", none));
            forged.add(genuine.saying("alg", none).signed(new byte[0]));
        }
        Token symmetric = genuine.saying("alg", "HS256");
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(publishedKeys().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        forged.add(symmetric.signed(mac.doFinal(symmetric.content())));
        refuses(upstream, forged);
    }

    @ParameterizedTest
    @EnumSource
    void withOddIdsOrAnotherTypeOrChangedClaimsIs401(Upstream upstream) {
        Token genuine = upstream.genuine();
        List<Token> forged = new ArrayList<>();
        for (String kid : List.of("", "../../etc/passwd", "' or '1'='1", "k".repeat(4000), "http://localhost/")) {
            forged.add(genuine.saying("kid", kid));
        }
        forged.add(genuine.saying("typ", "JWT"));
        String claims = genuine.claims();
        for (String changed : List.of(
                claims.replaceFirst("\"tenant_id\":\"[^\"]+\"", "\"tenant_id\":\"other\""),
                claims.replaceFirst("\"iss\":\"[^\"]+\"", "\"iss\":\"other\""),
                claims.replaceFirst("\"exp\":\\d+", "\"exp\":9999999999"))) {
            assertThat(changed).isNotEqualTo(claims);
            forged.add(new Token(genuine.header(), changed, genuine.signature()));
        }
        refuses(upstream, forged);
    }

    @ParameterizedTest
    @EnumSource
    void thatBringsAKeyOrItsAddressAlongIs401AndNothingIsFetched(Upstream upstream)
            throws GeneralSecurityException, IOException {
        PrivateKey own = KeyPairGenerator.getInstance("EC").generateKeyPair().getPrivate();
        try (StubUpstream stranger = new StubUpstream()) {
            List<Token> forged = new ArrayList<>();
            for (String name : List.of("jwk", "jku", "x5u", "x5c")) {
                Token token = upstream.genuine().saying(name, stranger.address() + "/keys");
                Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
                signature.initSign(own);
                signature.update(token.content());
                forged.add(token.signed(signature.sign()));
            }
            refuses(upstream, forged);
            assertThat(stranger.connections()).isZero();
        }
    }

    @Test
    void ofUnknownKidsCauseOneFetchOfTheKeysAndNoMore() throws IOException {
        Token genuine = Upstream.WIDGETS.genuine();
        String keys = publishedKeys();
        try (StubUpstream publisher = new StubUpstream()) {
            publisher.answers("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + keys.length()
                    + "\r\n\r\n" + keys);
            try (HaniaSystem.Extra widgets =
                    SYSTEM.widgetService(Map.of("widget.jwks-url", publisher.address() + "/jwks.json"))) {
                for (int i = 0; i < FLOOD; i++) {
                    String unknown = genuine.saying("kid", "unknown-" + i).text();
                    assertThat(at(widgets, unknown)).containsExactly(401);
                }
                assertThat(at(widgets, genuine.text())).containsExactly(200);
                assertThat(publisher.heads()).hasSize(1);
            }
        }
    }

    private static List<Integer> at(HaniaSystem.Extra widgets, String token) {
        try (RawSocket socket = new RawSocket(widgets.port())) {
            String request = Upstream.WIDGETS.get(Upstream.WIDGETS.path, token) + "\r\n";
            return Answers.read(socket.send(request)).statuses();
        }
    }

    private static void refuses(Upstream upstream, List<Token> forged) {
        assertThat(forged)
                .allSatisfy(token -> assertThat(upstream.statuses(token.text()))
                        .as(token.header())
                        .containsExactly(401));
    }

    private static String publishedKeys() {
        return SYSTEM.api()
                .send(HttpRequest.newBuilder(URI.create(
                                "http://localhost:" + SYSTEM.local().ports().auth() + "/.well-known/jwks.json"))
                        .build())
                .body();
    }
}
