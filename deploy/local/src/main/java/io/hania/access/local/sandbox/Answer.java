package io.hania.access.local.sandbox;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** The standard envelope: {@code {"success":…,"data":…,"message":…}}. */
final class Answer {
    private Answer() {}

    /** Something was found or done; what was received is shown beside it. */
    static void success(Call call, int status, JsonObject data) {
        send(call.request(), status, true, data.copy().put("received", call.received()), "");
    }

    /** The caller asked for something that there isn't, or that can't be. */
    static void error(HttpServerRequest request, int status, String message) {
        send(request, status, false, null, message);
    }

    private static void send(
            HttpServerRequest request, int status, boolean success, @Nullable JsonObject data, String message) {
        HttpServerResponse response = request.response();
        if (response.ended() || response.closed()) {
            return;
        }
        JsonObject envelope =
                new JsonObject().put("success", success).put("data", data).put("message", message);
        response.setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .end(envelope.toBuffer());
    }
}
