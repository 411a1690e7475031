package io.hania.access.auth.http;

import io.hania.access.call.BearerToken;
import io.hania.access.call.BrowserGuard;
import io.hania.access.call.RequestId;
import io.hania.access.decision.Caller;
import io.hania.access.key.RawKey;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the headers of a call say of its sender. */
final class HttpCaller {
    private static final String VISITOR = "X-Hania-Visitor";
    private static final BrowserGuard GUARD = new BrowserGuard(Set.of());

    private HttpCaller() {}

    /** The one bearer credential; null if there is none, or anything else than exactly one. */
    static @Nullable RawKey bearer(HttpServerRequest request) {
        return BearerToken.of(request.headers().getAll(HttpHeaders.AUTHORIZATION));
    }

    /**
     * Whether a web page of another origin sent this (contract, 2.2).
     *
     * @param host the host that the caller asked for; null if it isn't known
     */
    static boolean fromForeignPage(MultiMap headers, @Nullable String host) {
        return GUARD.rejects(headers.get(HttpHeaders.ORIGIN), headers.get("Sec-Fetch-Site"), host);
    }

    /** Who asks, as the decision wants to know it. */
    static Caller of(HttpServerRequest request, boolean browser) {
        MultiMap headers = request.headers();
        return new Caller(
                RequestId.of(headers.get("X-Request-Id")),
                address(request),
                origin(headers),
                headers.get(VISITOR),
                browser);
    }

    /** The address that the proxy appended last, else the proxy's own. */
    private static String address(HttpServerRequest request) {
        String forwarded = request.getHeader("X-Forwarded-For");
        if (forwarded != null) {
            return forwarded.substring(forwarded.lastIndexOf(',') + 1).strip();
        }
        return request.remoteAddress() == null
                ? "unknown"
                : request.remoteAddress().hostAddress();
    }

    /** {@code Origin}, else the origin of {@code Referer}. */
    private static @Nullable String origin(MultiMap headers) {
        String origin = headers.get(HttpHeaders.ORIGIN);
        String referer = headers.get(HttpHeaders.REFERER);
        if (origin != null || referer == null) {
            return origin;
        }
        int host = referer.indexOf("://");
        int path = host < 0 ? -1 : referer.indexOf('/', host + 3);
        return path < 0 ? referer : referer.substring(0, path);
    }
}
