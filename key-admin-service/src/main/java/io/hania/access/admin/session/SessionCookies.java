package io.hania.access.admin.session;

import jakarta.ws.rs.core.NewCookie;

/** The cookie that carries a session: on this host only, out of reach of scripts, never over plain HTTP. */
public final class SessionCookies {
    private SessionCookies() {}

    /** The cookie for a new session; it goes with the browser's own session unless the browser restores it. */
    public static NewCookie carrying(String secret) {
        return cookie(secret, NewCookie.DEFAULT_MAX_AGE);
    }

    /** The cookie that removes it. */
    public static NewCookie gone() {
        return cookie("", 0);
    }

    private static NewCookie cookie(String value, int maxAge) {
        return new NewCookie.Builder(SessionSecret.COOKIE)
                .value(value)
                .version(0)
                .path("/")
                .httpOnly(true)
                .secure(true)
                .sameSite(NewCookie.SameSite.LAX)
                .maxAge(maxAge)
                .build();
    }
}
