package io.hania.access.key;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** The SHA-256 of a whole key, 32 bytes: all that any service but the gateway ever holds of an account key. */
public final class KeyHash {
    /** Bytes of a hash. */
    public static final int LENGTH = 32;

    private static final ThreadLocal<MessageDigest> SHA_256 = ThreadLocal.withInitial(KeyHash::sha256);

    private final byte[] bytes;

    private KeyHash(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The hash of a key as sent, of any form. */
    public static KeyHash of(RawKey key) {
        MessageDigest digest = SHA_256.get();
        byte[] hash = digest.digest(key.value().getBytes(StandardCharsets.UTF_8));
        digest.reset(); // else its block buffer, which lives as long as the thread, goes on holding the key
        return new KeyHash(hash);
    }

    /**
     * A hash received from elsewhere.
     *
     * @throws IllegalArgumentException unless there are exactly 32 bytes
     */
    public static KeyHash ofBytes(byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException("a key hash has 32 bytes, not " + bytes.length);
        }
        return new KeyHash(bytes.clone());
    }

    /**
     * A hash written as 64 hex digits.
     *
     * @throws IllegalArgumentException if it is not
     */
    public static KeyHash ofHex(String hex) {
        return ofBytes(HexFormat.of().parseHex(hex));
    }

    /** A copy of the 32 bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** 64 lowercase hex digits. */
    public String hex() {
        return HexFormat.of().formatHex(bytes);
    }

    /** 43 characters of unpadded base64url: the short form for cache keys. */
    public String base64() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KeyHash that && MessageDigest.isEqual(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** Enough to tell hashes apart in a log, too little to look one up. */
    @Override
    public String toString() {
        return "KeyHash[" + hex().substring(0, 8) + "…]";
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
