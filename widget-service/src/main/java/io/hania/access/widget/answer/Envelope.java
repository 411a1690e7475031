package io.hania.access.widget.answer;

import io.hania.access.call.RequestId;
import io.hania.access.error.ApiError;
import io.hania.access.error.ErrorBody;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** The standard envelope (contract, section 3), for resources and for plain routes. */
public final class Envelope {
    private Envelope() {}

    /** {@code {"success":true,"data":…,"message":""}}. */
    public static Response success(Response.Status status, Object data) {
        return success(status, data, "");
    }

    /** The same with something to say to a person. */
    public static Response success(Response.Status status, Object data, String message) {
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON)
                .header("Cache-Control", "no-store")
                .entity(body(data, message))
                .build();
    }

    /** The envelope's text. */
    public static String body(Object data, String message) {
        return new JsonObject()
                .put("success", true)
                .put("data", data)
                .put("message", message)
                .encode();
    }

    /** An error, in the form that the request's {@code Accept} asks for. */
    public static Response failure(HttpServerRequest request, ApiError error, String message) {
        Response.ResponseBuilder answer = Response.status(error.status())
                .type(type(request))
                .header("Cache-Control", "no-store")
                .entity(bytes(request, error, message));
        return (error == ApiError.UNAUTHORIZED ? answer.header("WWW-Authenticate", "Bearer") : answer).build();
    }

    /** The same on a plain route. */
    public static void fail(HttpServerRequest request, ApiError error, String message) {
        HttpServerResponse response = request.response();
        if (response.headWritten()) {
            cut(request);
            return;
        }
        response.setStatusCode(error.status())
                .putHeader("Content-Type", type(request))
                .putHeader("Cache-Control", "no-store");
        if (error == ApiError.UNAUTHORIZED) {
            response.putHeader("WWW-Authenticate", "Bearer");
        }
        response.end(Buffer.buffer(bytes(request, error, message)));
    }

    /**
     * Ends an answer that has begun so that nobody takes it for whole. The connection closes: a mere reset of the answer is
     * never told to those who wait for its end, and the service's own end would wait for it in vain.
     */
    public static void cut(HttpServerRequest request) {
        request.connection().close();
    }

    /** The call's id, as the gateway passed it on. */
    public static String requestId(HttpServerRequest request) {
        return RequestId.of(request.getHeader("X-Request-Id"));
    }

    private static byte[] bytes(HttpServerRequest request, ApiError error, String message) {
        String id = requestId(request);
        return problem(request) ? ErrorBody.problem(error, message, id) : ErrorBody.envelope(error, message, id);
    }

    private static String type(HttpServerRequest request) {
        return problem(request) ? ErrorBody.PROBLEM_TYPE : ErrorBody.ENVELOPE_TYPE;
    }

    private static boolean problem(HttpServerRequest request) {
        @Nullable String accept = request.getHeader("Accept");
        return accept != null && ErrorBody.wantsProblem(accept);
    }
}
