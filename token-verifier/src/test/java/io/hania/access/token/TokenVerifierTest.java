package io.hania.access.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenVerifierTest {
    private static final String HEADER = Issuer.HEADER;
    private static final String CLAIMS = """
            {"iss":"hania-access","aud":["widget-service","platform"],"sub":"key-1","tenant_id":"t1","key_kind":"widget",\
            "abilities":["chat:send"],"bot_id":"b1","origin":"https://example.com","iat":1000,"exp":1060}""";
    private final Issuer issuer = new Issuer();
    private final Source source = new Source();
    private final Ticking clock = new Ticking(Instant.ofEpochSecond(1001));
    private final TokenVerifier verifier = new TokenVerifier("hania-access", "platform", source, clock);

    @Test
    void acceptsAGenuineTokenAndRemembersIt() {
        String token = signed(HEADER, CLAIMS);
        assertThat(verify(token)).isInstanceOfSatisfying(Verification.Accepted.class, accepted -> {
            assertThat(accepted.token().tenantId()).isEqualTo("t1");
            assertThat(accepted.token().botId()).isEqualTo("b1");
            assertThat(accepted.token().abilities()).containsExactly("chat:send");
        });
        verify(token);
        assertThat(source.fetched).isEqualTo(1);
    }

    @Test
    void stopsAcceptingARememberedTokenWhenItExpires() {
        String token = signed(HEADER, CLAIMS);
        verify(token);
        clock.now = Instant.ofEpochSecond(1065);
        assertThat(verify(token)).isInstanceOf(Verification.Accepted.class);
        clock.now = Instant.ofEpochSecond(1066);
        assertThat(verify(token)).isInstanceOf(Verification.Rejected.class);
    }

    @Nested
    class Rejects {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "\"ES256\"|\"none\"",
                    "\"ES256\"|\"HS256\"",
                    "\"ES256\"|\"es256\"",
                    "\"ES256\"|\"RS256\"",
                    "at+jwt|JWT",
                    "\"kid\":\"k1\"|\"kid\":\"\"",
                    "\"kid\":\"k1\"|\"kid\":7",
                    "\"kid\":\"k1\"|\"kid\":\"../../etc/passwd\"",
                    "\"kid\":\"k1\"|\"kid\":\"k1\",\"jwk\":{}",
                    "\"kid\":\"k1\"|\"kid\":\"k1\",\"jku\":\"http://127.0.0.1/\"",
                    "\"kid\":\"k1\"|\"kid\":\"k1\",\"x5u\":\"http://127.0.0.1/\"",
                    "\"kid\":\"k1\"|\"kid\":\"k1\",\"crit\":[\"a\"]"
                })
        void anOddHeader(String good, String odd) {
            assertThat(verify(signed(HEADER.replace(good, odd), CLAIMS))).isInstanceOf(Verification.Rejected.class);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "hania-access|other",
                    "\"platform\"|\"other\"",
                    "\"exp\":1060|\"exp\":995",
                    "\"exp\":1060|\"exp\":\"soon\"",
                    "\"exp\":1060|\"exp\":9223372036854775807",
                    "\"exp\":1060|\"exp\":-9223372036854775808",
                    "\"iat\":1000|\"iat\":-9223372036854775808",
                    "\"iat\":1000|\"iat\":9223372036854775807",
                    "\"exp\":1060|\"x\":1",
                    "\"iat\":1000|\"iat\":2000",
                    "\"sub\"|\"sup\"",
                    "\"tenant_id\"|\"tenant\""
                })
        void oddClaims(String good, String odd) {
            assertThat(verify(signed(HEADER, CLAIMS.replace(good, odd)))).isInstanceOf(Verification.Rejected.class);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", ".", "..", "a.b.c", "a", "e30.e30.", "%%%.%%%.%%%"})
        void whatIsNoToken(String text) {
            assertThat(verify(text)).isInstanceOf(Verification.Rejected.class);
        }

        @Test
        void aTokenOfAnotherKeyAndATokenThatWasChanged() {
            String token = signed(HEADER, CLAIMS);
            String other = Issuer.part(HEADER)
                    + '.'
                    + Issuer.part(CLAIMS.replace("t1", "t2"))
                    + token.substring(token.lastIndexOf('.'));
            assertThat(verify(other)).isEqualTo(new Verification.Rejected("the signature is wrong"));
            assertThat(verify(new Issuer().signed(HEADER, CLAIMS))).isInstanceOf(Verification.Rejected.class);
        }

        @Test
        void aTokenSignedByHmacWithThePublicKey() throws GeneralSecurityException {
            String head = Issuer.part(HEADER.replace("ES256", "HS256")) + '.' + Issuer.part(CLAIMS);
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(issuer.publicKey().getEncoded(), "HmacSHA256"));
            String token = head + '.' + Issuer.encode(mac.doFinal(head.getBytes(StandardCharsets.US_ASCII)));
            assertThat(verify(token)).isEqualTo(new Verification.Rejected("alg is not ES256"));
        }
    }

    @Nested
    class Keys {
        @Test
        void areFetchedOnceInThirtySecondsHoweverManyAreUnknown() {
            for (int i = 0; i < 100; i++) {
                assertThat(verify(signed(HEADER.replace("k1", "x" + i), CLAIMS)))
                        .isInstanceOf(Verification.Rejected.class);
            }
            assertThat(source.fetched).isEqualTo(1);
            clock.now = clock.now.plus(Duration.ofSeconds(31));
            verify(signed(HEADER.replace("k1", "x"), CLAIMS));
            assertThat(source.fetched).isEqualTo(2);
        }

        @Test
        void thatCannotBeHadAreAFailureAndNoRejection() {
            source.broken = true;
            assertThatThrownBy(() -> verify(signed(HEADER, CLAIMS))).isInstanceOf(RuntimeException.class);
            assertThatThrownBy(() -> verify(signed(HEADER, CLAIMS))).isInstanceOf(RuntimeException.class);
            assertThat(source.fetched).isEqualTo(1);
            source.broken = false;
            clock.now = clock.now.plus(Duration.ofSeconds(1));
            assertThat(verify(signed(HEADER, CLAIMS))).isInstanceOf(Verification.Accepted.class);
        }
    }

    private Verification verify(String token) {
        return verifier.verify(token).toCompletableFuture().join();
    }

    private String signed(String header, String claims) {
        return issuer.signed(header, claims);
    }

    /** Publishes one key, and counts how often it is asked. */
    private final class Source implements JwksSource {
        private int fetched;
        private boolean broken;

        @Override
        public CompletionStage<String> fetch() {
            fetched++;
            return broken
                    ? CompletableFuture.failedFuture(new IllegalStateException("no answer"))
                    : CompletableFuture.completedFuture(issuer.jwks());
        }
    }

    /** A clock that stands where it is put. */
    private static final class Ticking extends Clock {
        private Instant now;

        Ticking(Instant now) {
            this.now = now;
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
