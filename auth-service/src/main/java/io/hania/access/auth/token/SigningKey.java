package io.hania.access.auth.token;

import java.security.PrivateKey;
import java.security.interfaces.ECPublicKey;
import java.time.Instant;

/**
 * A key pair that signs tokens for a while and is published for longer.
 *
 * @param kid its name in tokens and in the published set
 * @param signsFrom the instant from which it signs
 * @param signsUntil the instant from which its successor signs
 * @param diesAt when it is published no longer: after its last token's end
 */
public record SigningKey(
        String kid,
        PrivateKey privateKey,
        ECPublicKey publicKey,
        Instant signsFrom,
        Instant signsUntil,
        Instant diesAt) {
    /** Whether this key may sign a token now; its successor is preferred once that may. */
    boolean maySign(Instant now) {
        return !now.isBefore(signsFrom) && now.isBefore(signsUntil);
    }

    /** Whether verifiers must know this key now. */
    boolean published(Instant now) {
        return now.isBefore(diesAt);
    }

    @Override
    public String toString() {
        return "SigningKey[" + kid + "]";
    }
}
