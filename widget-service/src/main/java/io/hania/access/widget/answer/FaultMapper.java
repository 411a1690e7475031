package io.hania.access.widget.answer;

import io.hania.access.error.ApiError;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns what went wrong in a resource into the answer for it. */
public class FaultMapper {
    private static final Logger LOG = Logger.getLogger(FaultMapper.class);

    /** What we said ourselves. */
    @ServerExceptionMapper
    public Response fault(CallFault fault, HttpServerRequest request) {
        return Envelope.failure(request, fault.error(), fault.said());
    }

    /** What the framework says: no such resource, another method, … */
    @ServerExceptionMapper
    public Response framework(WebApplicationException failure, HttpServerRequest request) {
        Response answer = failure.getResponse();
        ApiError error = switch (answer.getStatus()) {
            case 404 -> ApiError.NOT_FOUND;
            case 405 -> ApiError.METHOD_NOT_ALLOWED;
            case 413 -> ApiError.BODY_TOO_LARGE;
            default -> answer.getStatus() < 500 ? ApiError.INVALID_REQUEST : ApiError.INTERNAL;
        };
        return Envelope.failure(request, error, error.message());
    }

    /** The unexpected. */
    @ServerExceptionMapper
    public Response unexpected(Exception failure, HttpServerRequest request) {
        LOG.errorf(failure, "A call failed: requestId=%s", Envelope.requestId(request));
        return Envelope.failure(request, ApiError.INTERNAL, ApiError.INTERNAL.message());
    }
}
