package io.hania.access.edge;

import io.hania.access.call.RequestId;
import io.hania.access.error.ApiError;
import io.hania.access.error.ErrorBody;
import io.hania.access.target.RequestTarget;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/**
 * The first route of a service: names the call ({@code X-Request-Id} on the response, and in the routing context under {@link
 * #REQUEST_ID}), answers nothing that has not come through the {@link FramingGate}, and checks the raw target once more. A gate
 * that is missing, because Netty did not look for it, closes the service instead of leaving it open.
 */
public final class EdgeRoute implements Handler<RoutingContext> {
    /** The routing context's key for the call's id. */
    public static final String REQUEST_ID = "requestId";

    private final boolean gateRequired;

    /** @param gateRequired false only where a test runs a service in its own process */
    EdgeRoute(boolean gateRequired) {
        this.gateRequired = gateRequired;
    }

    @Override
    public void handle(RoutingContext context) {
        String requestId = RequestId.of(context.request().getHeader(RequestId.HEADER));
        context.put(REQUEST_ID, requestId);
        context.response().putHeader(RequestId.HEADER, requestId);
        if (gateRequired && !GateExtension.guards(context.request().connection())) {
            refuse(context.response(), ApiError.INTERNAL, ApiError.INTERNAL.message(), requestId);
            return;
        }
        switch (RequestTarget.check(context.request().uri())) {
            case RequestTarget.Accepted target -> context.next();
            case RequestTarget.Rejected(RequestTarget.Reason reason) ->
                refuse(
                        context.response(),
                        reason == RequestTarget.Reason.TOO_LONG ? ApiError.TARGET_TOO_LONG : ApiError.INVALID_REQUEST,
                        reason.message(),
                        requestId);
        }
    }

    private static void refuse(HttpServerResponse response, ApiError error, String message, String requestId) {
        response.setStatusCode(error.status())
                .putHeader("Content-Type", ErrorBody.ENVELOPE_TYPE)
                .putHeader("Connection", "close")
                .end(Buffer.buffer(ErrorBody.envelope(error, message, requestId)));
    }
}
