package io.hania.access.admin.session;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** The value of the session cookie: 256 random bits. Only its hash is stored. */
record SessionSecret(String value) {
    /** Works on the whole host, over TLS only (or localhost), and can't be set by another host. */
    static final String COOKIE = "__Host-hania-session";

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int LONGEST = 100;

    static SessionSecret fresh() {
        byte[] random = new byte[32];
        RANDOM.nextBytes(random);
        return new SessionSecret(Base64.getUrlEncoder().withoutPadding().encodeToString(random));
    }

    /** Whether it is worth asking the database for it. */
    boolean plausible() {
        return !value.isEmpty() && value.length() <= LONGEST;
    }

    byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "SessionSecret[hidden]";
    }
}
