package io.hania.access.token;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The tokens that were verified, by their SHA-256 and until they expire; at most 10,000. */
final class AcceptedTokens {
    private static final int MOST = 10_000;

    private final Map<String, Entry> entries = new ConcurrentHashMap<>();
    private final Clock clock;

    AcceptedTokens(Clock clock) {
        this.clock = clock;
    }

    @Nullable
    VerifiedToken find(String token) {
        String hash = hash(token);
        Entry entry = entries.get(hash);
        if (entry != null && clock.instant().isAfter(entry.until())) {
            entries.remove(hash, entry);
            return null;
        }
        return entry == null ? null : entry.token();
    }

    void remember(String token, VerifiedToken verified, Instant until) {
        if (entries.size() >= MOST) {
            Instant now = clock.instant();
            entries.values().removeIf(entry -> now.isAfter(entry.until()));
        }
        if (entries.size() < MOST) {
            entries.put(hash(token), new Entry(verified, until));
        }
    }

    private static String hash(String token) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private record Entry(VerifiedToken token, Instant until) {}
}
