package io.hania.access.admin.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/**
 * A link by which somebody becomes a member of a workspace.
 *
 * @param workspace the workspace's name
 * @param invitedBy the inviting operator's e-mail address
 */
public record Invitation(
        UUID id, UUID tenant, String workspace, String email, Role role, String invitedBy, Instant expiresAt) {
    /** How long a link works. */
    public static final Duration LIFETIME = Duration.ofDays(7);

    private static final SecureRandom RANDOM = new SecureRandom();

    /** A new invitation with its secret, which is known here and in the link only. */
    public record Fresh(
            UUID id, String secret, UUID tenant, String email, Role role, String invitedBy, Instant expiresAt) {
        /** An invitation that isn't stored yet. */
        public static Fresh of(UUID tenant, String email, Role role, String invitedBy) {
            byte[] random = new byte[24];
            RANDOM.nextBytes(random);
            String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
            Instant end = Instant.now().plus(LIFETIME);
            return new Fresh(UUID.randomUUID(), secret, tenant, email, role, invitedBy, end);
        }

        @Override
        public String toString() {
            return "Fresh[" + id + "]";
        }
    }

    /** What is stored of a link's secret: its SHA-256. */
    static byte[] hash(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
