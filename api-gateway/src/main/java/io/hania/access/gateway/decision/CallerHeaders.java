package io.hania.access.gateway.decision;

import io.hania.access.call.BearerToken;
import io.hania.access.call.BrowserGuard;
import io.hania.access.gateway.wire.Head;
import io.hania.access.gateway.wire.Header;
import io.hania.access.key.RawKey;
import org.jspecify.annotations.Nullable;

/** What a head says of its caller. */
public final class CallerHeaders {
    private CallerHeaders() {}

    /** What stands after {@code Bearer} in the only {@code Authorization}; null if there is no such thing. */
    public static @Nullable RawKey key(Head head) {
        return head.count(Header.AUTHORIZATION) == 1 ? BearerToken.of(head.value(Header.AUTHORIZATION)) : null;
    }

    /** Whether the guard rejects it; headers that a browser never sends twice are rejected when they come twice. */
    public static boolean rejects(BrowserGuard guard, Head head) {
        return head.count(Header.ORIGIN) > 1
                || head.count(Header.SEC_FETCH_SITE) > 1
                || guard.rejects(head.value(Header.ORIGIN), head.value(Header.SEC_FETCH_SITE), head.value(Header.HOST));
    }

    /** {@code Origin}, else the origin of {@code Referer}; null if neither was sent. */
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
