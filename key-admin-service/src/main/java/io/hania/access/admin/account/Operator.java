package io.hania.access.admin.account;

import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody signed in, in one workspace.
 *
 * @param tenant the workspace's id
 * @param workspace the workspace's name
 * @param session the session's public id
 * @param proved when the password was last given
 * @param language the language chosen for pages; null for the browser's
 */
public record Operator(
        UUID account,
        String email,
        UUID tenant,
        String workspace,
        Role role,
        UUID session,
        Instant proved,
        @Nullable String language)
        implements Principal {
    /** How long a password given counts as proof for what can't be undone. */
    public static final Duration PROOF = Duration.ofMinutes(15);

    @Override
    public String getName() {
        return email;
    }

    /** Whether the password must be given again before a key is created, rotated or revoked. */
    public boolean mustProve() {
        return proved.plus(PROOF).isBefore(Instant.now());
    }

    /** Whether this operator may create and change keys. */
    public boolean changesKeys() {
        return role.changesKeys();
    }

    /** Whether this operator may change members and settings. */
    public boolean owns() {
        return role == Role.OWNER;
    }
}
