package io.hania.access.admin.key;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The one thing that an operator should know of a key at a glance; the gravest comes first. */
public enum KeyState {
    /** Ended by an operator, for good. */
    REVOKED,
    /** Past its last day. */
    EXPIRED,
    /** Switched off; can be switched on again. */
    DISABLED,
    /** Seen in a browser: whoever looked at that page has it. */
    EXPOSED,
    /** Being replaced by its successor. */
    RETIRING,
    /** Ends within 14 days. */
    EXPIRING,
    /** Unused for 30 days. */
    IDLE,
    /** In order. */
    ACTIVE;

    /** From when on the end of a key is announced. */
    static final Duration SOON = Duration.ofDays(14);
    /** From when on a key counts as idle. */
    static final Duration LONG_UNUSED = Duration.ofDays(30);

    /** The name in addresses and style sheets. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The state of a key. */
    public static KeyState of(AccountKey key, @Nullable Instant lastUse, boolean exposed) {
        Instant now = Instant.now();
        if (!key.active()) {
            return key.revoked() ? REVOKED : key.expired() ? EXPIRED : DISABLED;
        }
        if (exposed) {
            return EXPOSED;
        }
        if (key.graceEnds() != null) {
            return RETIRING;
        }
        if (key.expiresAt() != null && key.expiresAt().isBefore(now.plus(SOON))) {
            return EXPIRING;
        }
        Instant sign = lastUse == null ? key.createdAt() : lastUse;
        return sign.isBefore(now.minus(LONG_UNUSED)) ? IDLE : ACTIVE;
    }
}
