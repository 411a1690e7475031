package io.hania.access.key;

import java.util.UUID;

/** The name of a key that is safe everywhere: in tokens, logs, tables and pages. */
public record KeyId(UUID value) {
    /** @throws IllegalArgumentException if {@code text} is not a UUID */
    public static KeyId of(String text) {
        return new KeyId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
