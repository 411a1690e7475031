package io.hania.access.auth.token;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The signing keys that this auth-service knows, as last read from where they are shared. */
@Singleton
public class SigningKeys {
    private volatile List<SigningKey> known = List.of();

    /** Replaces what is known. */
    public void replace(List<SigningKey> keys) {
        known = List.copyOf(keys);
    }

    /** The newest key that may sign; null if there is none, and no decision can be made then. */
    public @Nullable SigningKey signer(Instant now) {
        return known.stream()
                .filter(key -> key.maySign(now))
                .max(Comparator.comparing(SigningKey::signsFrom))
                .orElse(null);
    }

    /** For how long the key that signs now, or one that follows it, may still sign; 0 if there is none. */
    double secondsLeft() {
        Instant now = Instant.now();
        return known.stream()
                .filter(key -> key.signsUntil().isAfter(now))
                .map(SigningKey::signsUntil)
                .max(Comparator.naturalOrder())
                .map(until -> until.equals(Instant.MAX)
                        ? Double.MAX_VALUE
                        : (double) Duration.between(now, until).toSeconds())
                .orElse(0.0);
    }

    /** The keys that verifiers must know, those that will sign soon included. */
    public List<SigningKey> published(Instant now) {
        return known.stream().filter(key -> key.published(now)).toList();
    }
}
