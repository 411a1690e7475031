package io.hania.access.gateway.decision;

import io.hania.access.gateway.wire.Head;
import io.hania.access.gateway.wire.Header;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps web pages away from the API for servers (contract, 2.2): a call that carries another origin than the gateway's own,
 * or that the browser itself calls cross-site or same-site.
 */
public final class BrowserGuard {
    private final Set<String> publicOrigins;

    /** @param publicOrigins the gateway's own origins; if none are given, a call's own {@code Host} says which it is */
    public BrowserGuard(Set<String> publicOrigins) {
        this.publicOrigins = publicOrigins;
    }

    /** Whether the call comes from a page that isn't the gateway's own. */
    public boolean rejects(Head head) {
        for (int i = 0; i < head.size(); i++) {
            Header header = head.header(i);
            if (header == Header.ORIGIN && !own(head, head.value(i))
                    || header == Header.SEC_FETCH_SITE
                            && (head.valueIs(i, "cross-site") || head.valueIs(i, "same-site"))) {
                return true;
            }
        }
        return false;
    }

    private boolean own(Head head, String origin) {
        if (!publicOrigins.isEmpty()) {
            return publicOrigins.contains(origin.toLowerCase(Locale.ROOT));
        }
        int scheme = origin.indexOf("://");
        String host = head.value(Header.HOST);
        return scheme > 0 && host != null && origin.substring(scheme + 3).equalsIgnoreCase(host);
    }

    /** The origin that a call states: {@code Origin}, else the origin of {@code Referer}; null if it states none. */
    public static @Nullable String statedOrigin(Head head) {
        String origin = head.value(Header.ORIGIN);
        if (origin != null) {
            return origin;
        }
        String referer = head.value(Header.REFERER);
        if (referer == null) {
            return null;
        }
        int host = referer.indexOf("://");
        int path = host < 0 ? -1 : referer.indexOf('/', host + 3);
        return path < 0 ? referer : referer.substring(0, path);
    }
}
