package io.hania.access.gateway.observation;

import io.hania.access.gateway.decision.Place;
import io.hania.access.gateway.wire.Head;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/**
 * One line a call, off by default, with the request id and the key's id as fields. Never a query, header or body; of a widget
 * call only what follows the key.
 */
public final class AccessLog {
    private static final Logger LOG = Logger.getLogger("io.hania.access.gateway.calls");
    private static final double MILLI_NANOS = 1e6;

    private AccessLog() {}

    /**
     * Writes the line.
     *
     * @param head null if it could not be read
     * @param path the path without the query; empty if it could not be read
     * @param keyId the key's id; null if no key was accepted
     */
    public static void write(
            @Nullable Head head,
            String path,
            Place place,
            int status,
            long nanos,
            String requestId,
            @Nullable String keyId) {
        String shown = place instanceof Place.Widget widget ? "/widget/v1/{key}" + widget.rest() : path;
        MDC.put("requestId", requestId);
        if (keyId != null) {
            MDC.put("keyId", keyId);
        }
        LOG.infof("%s %s %d in %.1f ms", head == null ? "-" : head.method(), shown, status, nanos / MILLI_NANOS);
        MDC.remove("requestId");
        MDC.remove("keyId");
    }
}
