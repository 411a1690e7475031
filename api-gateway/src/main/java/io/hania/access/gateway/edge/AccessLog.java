package io.hania.access.gateway.edge;

import io.hania.access.gateway.decision.Place;
import io.hania.access.gateway.wire.Head;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** One line a call, off by default. Never a query, header or body; of a widget call only what follows the key. */
final class AccessLog {
    private static final Logger LOG = Logger.getLogger("io.hania.access.gateway.calls");
    private static final double MILLI_NANOS = 1e6;

    private AccessLog() {}

    static void write(@Nullable Head head, String path, Place place, int status, long nanos, String requestId) {
        String shown = place instanceof Place.Widget widget ? "/widget/v1/{key}" + widget.rest() : path;
        LOG.infof(
                "method=%s path=%s status=%d millis=%.1f requestId=%s",
                head == null ? "-" : head.method(), shown, status, nanos / MILLI_NANOS, requestId);
    }
}
