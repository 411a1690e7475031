package io.hania.access.admin.account;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who can sign in.
 *
 * @param passwordHash Argon2id in its PHC form; null if the account has no password
 * @param language the language chosen for pages; null for the browser's
 */
public record Account(
        UUID id,
        String email,
        @Nullable String passwordHash,
        @Nullable String language) {
    @Override
    public String toString() {
        return "Account[" + id + "]";
    }
}
