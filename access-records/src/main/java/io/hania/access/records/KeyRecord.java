package io.hania.access.records;

import io.hania.access.key.KeyId;
import io.hania.access.key.KeyKind;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All that a decision needs to know of one key: a row of {@code access.key_record}.
 *
 * @param id the key's name in tokens, logs and tables
 * @param kind account or widget
 * @param tenant the workspace that owns the key
 * @param abilities what is granted, as stored: names, {@code resource:*} or {@code *}
 * @param status only an active key is accepted
 * @param expiresAt the instant from which the key is refused; null if it never expires
 * @param limit calls a window; 0 if there is no limit
 * @param version grows with every change of the key, beginning at 1
 * @param botId the one bot of a widget key; null for an account key
 * @param allowedDomains the domain rules of a widget key; empty for an account key
 */
public record KeyRecord(
        KeyId id,
        KeyKind kind,
        UUID tenant,
        List<String> abilities,
        KeyStatus status,
        @Nullable Instant expiresAt,
        int limit,
        long version,
        @Nullable String botId,
        List<String> allowedDomains) {
    public KeyRecord {
        abilities = List.copyOf(abilities);
        allowedDomains = List.copyOf(allowedDomains);
    }

    /** Whether the key may be used at this instant. */
    public boolean usableAt(Instant now) {
        return status == KeyStatus.ACTIVE && (expiresAt == null || now.isBefore(expiresAt));
    }
}
