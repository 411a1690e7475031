package io.hania.access.auth.token;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The keys that sign internal tokens. */
@ConfigMapping(prefix = "auth.signing")
public interface SigningConfig {
    /** Seals the private keys in PostgreSQL and signs visitor tokens; at least 32 characters, the same everywhere. */
    String secret();

    /** Mounted signing keys instead of those in PostgreSQL: a directory of {@code <kid>.pem} files. */
    Optional<Path> directory();

    /** How long a key signs. */
    @WithDefault("30d")
    Duration rotation();

    /** How long a key is published before it signs: longer than any verifier keeps the set. */
    @WithDefault("10m")
    Duration publishAhead();

    /** How often keys are looked up, so how soon another auth-service's new key is published here. */
    @WithDefault("5s")
    Duration refresh();

    /**
     * The class of the JCA provider that signs: by default Conscrypt's. The JDK signs where it can't be loaded; to have it
     * always, name {@code sun.security.ec.SunEC}.
     */
    @WithDefault("org.conscrypt.OpenSSLProvider")
    String provider();

    /** The bearer token for {@code POST /signing-keys/rotation} on the management port; without one it is closed. */
    Optional<String> rotationToken();
}
