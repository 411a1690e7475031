package io.hania.access.origin;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The origin of a web page (RFC 6454) in its one normal form.
 *
 * @param scheme {@code http} or {@code https}
 * @param host lower case, IDN as A-label, no trailing dot; IPv6 addresses in brackets
 * @param port the port, the scheme's default if none was written
 */
public record WebOrigin(String scheme, Host host, int port) {
    private static final int LONGEST = 512;

    /** The origin that a header states; null if it is none, as {@code null} and lists of several are none. */
    public static @Nullable WebOrigin parse(@Nullable String text) {
        if (text == null || text.length() > LONGEST) {
            return null;
        }
        int colon = text.indexOf("://");
        String scheme = colon < 0 ? "" : text.substring(0, colon).toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http")) {
            return null;
        }
        HostAndPort found = HostAndPort.parse(text.substring(colon + 3));
        if (found == null) {
            return null;
        }
        int standard = scheme.equals("https") ? 443 : 80;
        return new WebOrigin(scheme, found.host(), found.port() < 0 ? standard : found.port());
    }

    /** The origin of a page's address as {@code Referer} gives it; null if there is none. */
    public static @Nullable String ofReferer(@Nullable String referer) {
        int scheme = referer == null ? -1 : referer.indexOf("://");
        if (referer == null || scheme < 0) {
            return null;
        }
        for (int i = scheme + 3; i < referer.length(); i++) {
            char c = referer.charAt(i);
            if (c == '/' || c == '?' || c == '#') {
                return referer.substring(0, i);
            }
        }
        return referer;
    }

    /** Whether a page there may be trusted to be what it says: {@code https}, or {@code http} on this very machine. */
    public boolean secure() {
        return scheme.equals("https") || host.loopback();
    }

    /** Whether the port is the scheme's own. */
    public boolean standardPort() {
        return port == (scheme.equals("https") ? 443 : 80);
    }
}
