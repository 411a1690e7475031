package io.hania.access.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;

/** Any bytes at all as a token, or inside one that is signed. A minute of it: CONTRIBUTING.md. */
class TokenFuzzTest {
    private static final Issuer ISSUER = new Issuer();
    private static final TokenVerifier VERIFIER = new TokenVerifier(
            "hania-access",
            "platform",
            () -> CompletableFuture.completedFuture(ISSUER.jwks()),
            Clock.fixed(Instant.ofEpochSecond(1001), ZoneOffset.UTC));

    @FuzzTest(maxDuration = "1m")
    void nothingUnsignedIsAccepted(byte[] bytes) {
        assertThat(verify(new String(bytes, StandardCharsets.ISO_8859_1))).isInstanceOf(Verification.Rejected.class);
    }

    @FuzzTest(maxDuration = "1m")
    void anyHeaderIsReadOrRejected(byte[] bytes) {
        String header = new String(bytes, StandardCharsets.UTF_8);
        assertThat(verify(ISSUER.signed(header, "{}"))).isInstanceOf(Verification.Rejected.class);
    }

    @FuzzTest(maxDuration = "1m")
    void anyClaimsAreReadOrRejected(byte[] bytes) {
        String claims = new String(bytes, StandardCharsets.UTF_8);
        if (verify(ISSUER.signed(Issuer.HEADER, claims)) instanceof Verification.Accepted(VerifiedToken token)) {
            assertThat(token.expiresAt()).isAfterOrEqualTo(Instant.ofEpochSecond(996));
            assertThat(claims).contains("iss", "aud", "tenant_id");
        }
    }

    private static Verification verify(String token) {
        return VERIFIER.verify(token).toCompletableFuture().join();
    }
}
