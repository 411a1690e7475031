package io.hania.access.gateway.proxy;

import io.hania.access.gateway.wire.BodyReader;
import io.hania.access.gateway.wire.Head;
import org.jspecify.annotations.Nullable;

/**
 * A request as it is to be forwarded.
 *
 * @param head what the caller sent
 * @param body the framing of its body
 * @param requestId the call's id
 * @param token the internal token; null where the upstream serves everybody
 * @param forwardedFor the addresses that the call came by, the nearest last
 * @param proto {@code http} or {@code https}, as the caller speaks
 * @param host the host that the caller named
 * @param traceparent the trace that the upstream joins; null to pass the caller's own header
 */
public record Forward(
        Head head,
        BodyReader body,
        String requestId,
        @Nullable String token,
        String forwardedFor,
        String proto,
        String host,
        @Nullable String traceparent) {
    @Override
    public String toString() {
        return "Forward[requestId=" + requestId + "]";
    }
}
