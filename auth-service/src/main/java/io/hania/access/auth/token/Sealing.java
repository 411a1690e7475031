package io.hania.access.auth.token;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;

/** Keys derived from {@code auth.signing.secret} (HKDF), and AES-GCM for what is kept in PostgreSQL. */
public final class Sealing {
    private static final int SHORTEST_SECRET = 32;
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecretKey key;

    /** @throws IllegalArgumentException if the secret is too short to be one */
    public Sealing(String secret) {
        this.key = derive(secret, "signing keys", "AES");
    }

    /** A key for one purpose, which tells nothing of the secret or of the keys for other purposes. */
    public static SecretKey derive(String secret, String purpose, String algorithm) {
        if (secret.length() < SHORTEST_SECRET) {
            throw new IllegalArgumentException("auth.signing.secret must have at least 32 characters");
        }
        try {
            HKDFParameterSpec parameters = HKDFParameterSpec.ofExtract()
                    .addIKM(secret.getBytes(StandardCharsets.UTF_8))
                    .addSalt("hania access".getBytes(StandardCharsets.UTF_8))
                    .thenExpand(purpose.getBytes(StandardCharsets.UTF_8), KEY_BYTES);
            return KDF.getInstance("HKDF-SHA256").deriveKey(algorithm, parameters);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java platform has no HKDF", e);
        }
    }

    /** Nonce, ciphertext and tag. @param name what is sealed; it can't be opened under another name */
    public byte[] seal(String name, byte[] plain) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        byte[] sealed = crypt(Cipher.ENCRYPT_MODE, name, nonce, plain, 0);
        return ByteBuffer.allocate(nonce.length + sealed.length)
                .put(nonce)
                .put(sealed)
                .array();
    }

    /** @throws IllegalStateException if it was sealed under another secret or name, or was changed */
    public byte[] open(String name, byte[] sealed) {
        byte[] nonce = new byte[NONCE_BYTES];
        ByteBuffer.wrap(sealed).get(nonce);
        return crypt(Cipher.DECRYPT_MODE, name, nonce, sealed, NONCE_BYTES);
    }

    private byte[] crypt(int mode, String name, byte[] nonce, byte[] input, int from) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(name.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(input, from, input.length - from);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "signing key " + name + " can't be opened: was auth.signing.secret changed?", e);
        }
    }
}
