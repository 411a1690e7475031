package io.hania.access.auth.token;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Private keys at rest. */
class SealingTest {
    private static final String SECRET = "a secret for tests, long enough to be one";

    @Test
    void opensWhatItSealed() {
        byte[] sealed = new Sealing(SECRET).seal("kid", "private".getBytes(UTF_8));

        assertThat(new String(sealed, UTF_8)).doesNotContain("private");
        assertThat(new Sealing(SECRET).open("kid", sealed)).isEqualTo("private".getBytes(UTF_8));
    }

    @Test
    void doesNotOpenWithAnotherSecretOrNameOrWhatWasChanged() {
        byte[] sealed = new Sealing(SECRET).seal("kid", "private".getBytes(UTF_8));
        byte[] changed = sealed.clone();
        changed[20] ^= 1;

        assertThatThrownBy(() -> new Sealing(SECRET + "!").open("kid", sealed))
                .hasMessageContaining("was auth.signing.secret changed?");
        assertThatThrownBy(() -> new Sealing(SECRET).open("other", sealed)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> new Sealing(SECRET).open("kid", changed)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void refusesAShortSecret() {
        assertThatThrownBy(() -> new Sealing("short")).hasMessageContaining("at least 32 characters");
    }
}
