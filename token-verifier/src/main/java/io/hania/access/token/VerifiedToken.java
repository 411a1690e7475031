package io.hania.access.token;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a genuine, current token says.
 *
 * @param keyId the id of the caller's key ({@code sub})
 * @param tenantId whose data the call may touch, and no other's
 * @param keyKind {@code account} or {@code widget}
 * @param abilities the grants of the key
 * @param botId the one bot of a widget key; null for account keys
 * @param origin the page of a widget call; null for account keys
 * @param expiresAt the end of its life
 */
public record VerifiedToken(
        String keyId,
        String tenantId,
        String keyKind,
        List<String> abilities,
        @Nullable String botId,
        @Nullable String origin,
        Instant expiresAt) {
    public VerifiedToken {
        abilities = List.copyOf(abilities);
    }
}
