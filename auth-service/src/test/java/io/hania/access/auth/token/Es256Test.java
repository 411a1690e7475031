package io.hania.access.auth.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Es256Test {
    private static final String CONSCRYPT = "org.conscrypt.OpenSSLProvider";
    private static final Es256 FAST = new Es256(CONSCRYPT);
    private static final KeyPair PAIR = pair();

    private static KeyPair pair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Property(tries = 2000)
    void everySignatureIsOneThatTheJdkVerifies(@ForAll byte[] text) throws GeneralSecurityException {
        Signature signing = FAST.with(PAIR.getPrivate());
        signing.update(text);
        byte[] signature = Es256.concatenated(signing.sign());

        Signature verifying = Signature.getInstance("SHA256withECDSAinP1363Format");
        verifying.initVerify(PAIR.getPublic());
        verifying.update(text);
        assertThat(signature).hasSize(64);
        assertThat(verifying.verify(signature)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        CONSCRYPT + ", Conscrypt",
        "sun.security.ec.SunEC, SunEC",
        "no.such.Provider, SunEC",
        "java.lang.String, SunEC",
        "sun.security.provider.Sun, SunEC",
    })
    void theJdkSignsWhereTheProviderCannot(String provider, String signs) throws GeneralSecurityException {
        assertThat(new Es256(provider).with(PAIR.getPrivate()).getProvider().getName())
                .isEqualTo(signs);
    }
}
