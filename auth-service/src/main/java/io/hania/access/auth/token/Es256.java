package io.hania.access.auth.token;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import org.jboss.logging.Logger;

/**
 * Signs with ES256 (RFC 7518, section 3.4) by the JCA provider that is configured, because the JDK's own takes six times
 * as long as BoringSSL, and at a start hundreds of keys need their first token within a second. Where the provider can't
 * be loaded, as in a native image, the JDK signs.
 */
final class Es256 {
    private static final Logger LOG = Logger.getLogger(Es256.class);
    private static final String ALGORITHM = "SHA256withECDSA";
    private static final int NUMBER_BYTES = 32;
    /** Before the bytes of a DER integer: its tag and its length. */
    private static final int INTEGER_HEAD = 2;

    private final KeyFactory keys;

    /** @param provider the name of the provider's class, with a constructor without parameters */
    Es256(String provider) {
        this.keys = keys(provider);
    }

    private static KeyFactory keys(String provider) {
        try {
            Class<?> type = Class.forName(provider);
            return checked(type.asSubclass(Provider.class).getConstructor().newInstance());
        } catch (ReflectiveOperationException | GeneralSecurityException | LinkageError | RuntimeException e) {
            LOG.infof("The JDK signs tokens, because %s can't: %s", provider, e);
            return jdk();
        }
    }

    private static KeyFactory checked(Provider provider) throws GeneralSecurityException {
        Signature.getInstance(ALGORITHM, provider);
        return KeyFactory.getInstance("EC", provider);
    }

    private static KeyFactory jdk() {
        try {
            return KeyFactory.getInstance("EC");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK has no elliptic curves", e);
        }
    }

    /** What one thread signs with. */
    Signature with(PrivateKey key) throws GeneralSecurityException {
        Signature signature = Signature.getInstance(ALGORITHM, keys.getProvider());
        signature.initSign(keys.generatePrivate(new PKCS8EncodedKeySpec(key.getEncoded())));
        return signature;
    }

    /**
     * A signature as JWTs have it.
     *
     * @param der a sequence of two integers, each of at most 32 bytes and perhaps a leading zero
     * @return both numbers in 32 bytes each, big endian
     */
    static byte[] concatenated(byte[] der) {
        byte[] both = new byte[2 * NUMBER_BYTES];
        int first = INTEGER_HEAD;
        int second = first + INTEGER_HEAD + der[first + 1];
        number(der, first, both, NUMBER_BYTES);
        number(der, second, both, both.length);
        return both;
    }

    private static void number(byte[] der, int at, byte[] out, int end) {
        int length = der[at + 1];
        int zeros = Math.max(0, length - NUMBER_BYTES);
        System.arraycopy(der, at + INTEGER_HEAD + zeros, out, end - length + zeros, length - zeros);
    }
}
