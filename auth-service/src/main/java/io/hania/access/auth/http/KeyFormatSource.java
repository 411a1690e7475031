package io.hania.access.auth.http;

import io.hania.access.key.KeyFormat;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The form of keys under the configured prefix. */
final class KeyFormatSource {
    KeyFormatSource() {}

    @Produces
    @Singleton
    static KeyFormat format(@ConfigProperty(name = "keys.prefix", defaultValue = "hania") String prefix) {
        return new KeyFormat(prefix);
    }
}
