package io.hania.access.auth.usage;

import java.util.Locale;

/** How a call of a known key ended, as {@code usage.hourly} names it. */
public enum Outcome {
    /** Forwarded. */
    ALLOWED,
    /** Revoked, disabled, expired, or in the other kind's place. */
    UNAUTHORIZED,
    /** Over the limit. */
    LIMITED,
    /** No such endpoint. */
    NOT_FOUND,
    /** The endpoint has other methods. */
    METHOD_NOT_ALLOWED,
    /** The key lacks the ability. */
    MISSING_ABILITY,
    /** The page is none of the widget's. */
    ORIGIN_NOT_ALLOWED,
    /** An account key in a browser. */
    BROWSER;

    private final String column = name().toLowerCase(Locale.ROOT);

    /** The word in the tables and metrics. */
    public String column() {
        return column;
    }
}
