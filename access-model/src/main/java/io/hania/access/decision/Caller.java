package io.hania.access.decision;

import org.jspecify.annotations.Nullable;

/**
 * What is known of the sender of a call.
 *
 * @param requestId the call's id, 1–128 visible ASCII characters
 * @param address the client's IP address, from the socket or a trusted proxy's header
 * @param origin the {@code Origin} header, else the origin of {@code Referer}; null if neither was sent
 * @param visitor the visitor token of a widget call; null if none was sent
 * @param browser whether the call came from a web page to a place that serves servers only; such a call is refused, and
 *     an account key that it carries is noted as exposed
 */
public record Caller(
        String requestId,
        String address,
        @Nullable String origin,
        @Nullable String visitor,
        boolean browser) {}
