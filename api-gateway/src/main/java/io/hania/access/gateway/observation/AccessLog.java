package io.hania.access.gateway.observation;

import io.hania.access.decision.Decision;
import io.hania.access.gateway.decision.Place;
import io.hania.access.gateway.wire.Head;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/**
 * One line a call, off by default, with the ids of request, key and tenant as fields. Never a query, header or body; of a
 * widget call only what follows the key.
 */
public final class AccessLog {
    private static final Logger LOG = Logger.getLogger("io.hania.access.gateway.calls");
    private static final double MILLI_NANOS = 1e6;
    private static final String TENANT = "\"tenant_id\":\"";

    private AccessLog() {}

    /**
     * Writes the line.
     *
     * @param head null if it could not be read
     * @param path the path without the query; empty if it could not be read
     * @param allowed the decision that let the call pass; null if none did
     */
    public static void write(
            @Nullable Head head,
            String path,
            Place place,
            int status,
            long nanos,
            String requestId,
            Decision.@Nullable Allowed allowed) {
        MDC.put("requestId", requestId);
        if (allowed != null) {
            MDC.put("keyId", allowed.key().toString());
            MDC.put("tenantId", tenant(allowed.token()));
        }
        LOG.infof(
                "%s %s %d in %.1f ms",
                head == null ? "-" : head.method(), shown(place, path), status, nanos / MILLI_NANOS);
        MDC.remove("requestId");
        MDC.remove("keyId");
        MDC.remove("tenantId");
    }

    /** A path without a key in it. */
    static String shown(Place place, String path) {
        return place instanceof Place.Widget widget ? "/widget/v1/{key}" + widget.rest() : path;
    }

    /** The tenant that the internal token names; auth-service made it, so it isn't verified for a log. */
    private static String tenant(String token) {
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3) {
            return "";
        }
        String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        int at = claims.indexOf(TENANT);
        return at < 0 ? "" : claims.substring(at + TENANT.length(), claims.indexOf('"', at + TENANT.length()));
    }
}
