package io.hania.access.widget.visitor;

import io.hania.access.error.ApiError;
import io.hania.access.widget.answer.Envelope;
import io.hania.access.widget.caller.Caller;
import io.hania.access.widget.platform.Platform;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Sends a visitor's message on, and the answer back as it comes; a visitor who goes away ends it at the platform too. */
@ApplicationScoped
public class ChatRelay {
    private static final int RESET = 0x8; // CANCEL, RFC 9113, section 7; HTTP/1.1 closes the connection

    private final Platform platform;

    ChatRelay(Platform platform) {
        this.platform = platform;
    }

    /**
     * @param path of the platform's endpoint
     * @param accept what kind of answer is wanted
     */
    void send(HttpServerRequest visitor, Caller caller, String path, String accept, JsonObject message) {
        platform.request(HttpMethod.POST, path, caller)
                .compose(request -> ask(visitor, request, accept, message))
                .onSuccess(answer -> pass(visitor, answer))
                .onFailure(failure -> unavailable(visitor));
    }

    private static Future<HttpClientResponse> ask(
            HttpServerRequest visitor, HttpClientRequest request, String accept, JsonObject message) {
        visitor.response().closeHandler(gone -> request.reset(RESET));
        if (visitor.response().closed()) {
            request.reset(RESET);
            return Future.failedFuture("the visitor left while a connection was made");
        }
        request.putHeader("Content-Type", "application/json").putHeader("Accept", accept);
        forward(visitor, request, "X-Forwarded-For");
        forward(visitor, request, "User-Agent");
        return request.send(Buffer.buffer(message.encode()));
    }

    private static void pass(HttpServerRequest visitor, HttpClientResponse answer) {
        HttpServerResponse response = visitor.response();
        int status = answer.statusCode();
        if (response.closed()) {
            drop(answer);
        } else if (status == 401 || status >= 300 && status < 400) {
            drop(answer);
            unavailable(visitor);
        } else {
            @Nullable String type = answer.getHeader("Content-Type");
            response.setStatusCode(status)
                    .putHeader("Content-Type", type == null ? "application/octet-stream" : type)
                    .putHeader("Cache-Control", "no-store")
                    .putHeader("X-Accel-Buffering", "no")
                    .setChunked(true);
            answer.pipe().endOnFailure(false).to(response).onFailure(broken -> Envelope.cut(visitor));
        }
    }

    private static void drop(HttpClientResponse answer) {
        answer.exceptionHandler(expected -> {}); // else the reset is logged as an error
        answer.request().reset(RESET);
    }

    private static void unavailable(HttpServerRequest visitor) {
        ApiError error = ApiError.UPSTREAM_UNAVAILABLE;
        if (!visitor.response().closed()) {
            Envelope.fail(visitor, error, error.message());
        }
    }

    private static void forward(HttpServerRequest from, HttpClientRequest to, String header) {
        String value = from.getHeader(header);
        if (value != null) {
            to.putHeader(header, value);
        }
    }
}
