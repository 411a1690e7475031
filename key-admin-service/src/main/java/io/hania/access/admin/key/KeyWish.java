package io.hania.access.admin.key;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an operator wants a key to be.
 *
 * @param expiresAt the end; null for never
 * @param rateLimit calls an hour; null for no limit
 */
public record KeyWish(
        String name,
        List<String> abilities,
        @Nullable Instant expiresAt,
        @Nullable Integer rateLimit) {}
