package io.hania.access.admin.rotation;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How long the old secret lives on after a rotation. */
public enum Grace {
    NOW("now", Duration.ZERO),
    HOUR("1h", Duration.ofHours(1)),
    DAY("24h", Duration.ofHours(24)),
    WEEK("7d", Duration.ofDays(7));

    private final String id;
    private final Duration duration;

    Grace(String id, Duration duration) {
        this.id = id;
        this.duration = duration;
    }

    /** The name in forms. */
    public String id() {
        return id;
    }

    Duration duration() {
        return duration;
    }

    /** A day, unless another is understood. */
    static Grace of(@Nullable String id) {
        for (Grace grace : values()) {
            if (grace.id.equals(id)) {
                return grace;
            }
        }
        return DAY;
    }
}
