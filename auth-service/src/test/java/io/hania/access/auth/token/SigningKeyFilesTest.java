package io.hania.access.auth.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signing keys that somebody else mounts. */
class SigningKeyFilesTest {
    private static final Duration AHEAD = Duration.ofMinutes(10);

    @TempDir
    Path directory;

    private final SigningKeys keys = new SigningKeys();

    @Test
    void signsWithTheOnlyKeyAtOnce() throws IOException {
        write("2026-01.pem", Instant.now());

        keys.replace(new SigningKeyFiles(directory, AHEAD).read());

        assertThat(keys.signer(Instant.now()).kid()).isEqualTo("2026-01");
    }

    @Test
    void publishesANewKeyBeforeItSigns() throws IOException {
        Instant now = Instant.now();
        write("2026-01.pem", now.minus(Duration.ofDays(30)));
        write("2026-02.pem", now);

        keys.replace(new SigningKeyFiles(directory, AHEAD).read());

        assertThat(keys.published(now)).hasSize(2);
        assertThat(keys.signer(now.plusSeconds(1)).kid()).isEqualTo("2026-01");
        assertThat(keys.signer(now.plus(AHEAD).plusSeconds(1)).kid()).isEqualTo("2026-02");
    }

    @Test
    void namesAFileThatIsNoKey() throws IOException {
        Files.writeString(directory.resolve("bad.pem"), "nothing");

        assertThatThrownBy(() -> new SigningKeyFiles(directory, AHEAD).read())
                .hasMessageContaining("bad.pem has no PRIVATE KEY");
    }

    private void write(String name, Instant modified) throws IOException {
        KeyPair pair = KeyPairs.generate();
        String text = pem("PRIVATE KEY", pair.getPrivate().getEncoded())
                + pem("PUBLIC KEY", pair.getPublic().getEncoded());
        Path file = Files.writeString(directory.resolve(name), text);
        Files.setLastModifiedTime(file, FileTime.from(modified));
    }

    private static String pem(String kind, byte[] bytes) {
        return "-----BEGIN " + kind + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes)
                + "\n-----END " + kind + "-----\n";
    }
}
