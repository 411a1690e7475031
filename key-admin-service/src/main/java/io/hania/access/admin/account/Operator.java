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
 * @param proved when they last proved who they are, with the password or at their company's provider
 * @param password whether the account has a password to prove it with
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
        boolean password,
        @Nullable String language)
        implements Principal {
    /** How long a proof counts for what can't be undone. */
    public static final Duration PROOF = Duration.ofMinutes(15);

    @Override
    public String getName() {
        return email;
    }

    /** Whether it must be proved again before a key is created, rotated or revoked. */
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
