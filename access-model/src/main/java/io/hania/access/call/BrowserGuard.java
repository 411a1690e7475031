package io.hania.access.call;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps web pages away from the API for servers (contract, 2.2): a call that carries another origin than the gateway's own,
 * or that the browser itself calls cross-site or same-site.
 */
public final class BrowserGuard {
    private final Set<String> ownOrigins;

    /** @param ownOrigins the gateway's public origins, lower case; if none are given, a call's {@code Host} says which it is */
    public BrowserGuard(Set<String> ownOrigins) {
        this.ownOrigins = Set.copyOf(ownOrigins);
    }

    /**
     * Whether the call comes from a page that isn't the gateway's own.
     *
     * @param origin the {@code Origin} header
     * @param fetchSite the {@code Sec-Fetch-Site} header
     * @param host the {@code Host} header
     */
    public boolean rejects(@Nullable String origin, @Nullable String fetchSite, @Nullable String host) {
        boolean foreignSite = fetchSite != null
                && (fetchSite.equalsIgnoreCase("cross-site") || fetchSite.equalsIgnoreCase("same-site"));
        return foreignSite || origin != null && !own(origin, host);
    }

    private boolean own(String origin, @Nullable String host) {
        if (!ownOrigins.isEmpty()) {
            return ownOrigins.contains(origin.toLowerCase(Locale.ROOT));
        }
        int scheme = origin.indexOf("://");
        return scheme > 0 && host != null && origin.substring(scheme + 3).equalsIgnoreCase(host);
    }
}
