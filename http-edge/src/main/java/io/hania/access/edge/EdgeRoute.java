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
 * #REQUEST_ID}), and checks the raw target once more for what came in another way than HTTP/1 in the clear.
 */
public final class EdgeRoute implements Handler<RoutingContext> {
    /** The routing context's key for the call's id. */
    public static final String REQUEST_ID = "requestId";

    @Override
    public void handle(RoutingContext context) {
        String requestId = RequestId.of(context.request().getHeader(RequestId.HEADER));
        context.put(REQUEST_ID, requestId);
        context.response().putHeader(RequestId.HEADER, requestId);
        switch (RequestTarget.check(context.request().uri())) {
            case RequestTarget.Accepted target -> context.next();
            case RequestTarget.Rejected(RequestTarget.Reason reason) -> refuse(context.response(), reason, requestId);
        }
    }

    private static void refuse(HttpServerResponse response, RequestTarget.Reason reason, String requestId) {
        ApiError error = reason == RequestTarget.Reason.TOO_LONG ? ApiError.TARGET_TOO_LONG : ApiError.INVALID_REQUEST;
        response.setStatusCode(error.status())
                .putHeader("Content-Type", ErrorBody.ENVELOPE_TYPE)
                .putHeader("Connection", "close")
                .end(Buffer.buffer(ErrorBody.envelope(error, reason.message(), requestId)));
    }
}
