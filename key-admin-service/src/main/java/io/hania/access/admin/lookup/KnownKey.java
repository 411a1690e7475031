package io.hania.access.admin.lookup;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which key something pasted is.
 *
 * @param kind {@code account} or {@code widget}
 */
public record KnownKey(
        String kind,
        UUID id,
        String name,
        String status,
        List<String> abilities,
        @Nullable Instant expiresAt) {
    /** Why calls with it are refused, as the lookup names it; {@code active} if they aren't. */
    public String state() {
        boolean over = expiresAt != null && !expiresAt.isAfter(Instant.now());
        return status.equals("active") && over ? "expired" : status;
    }
}
