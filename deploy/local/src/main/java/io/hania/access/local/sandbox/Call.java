package io.hania.access.local.sandbox;

import io.hania.access.token.VerifiedToken;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/**
 * One call whose token was accepted.
 *
 * @param request the request, whose body was not read yet
 * @param caller who is calling, and for which tenant
 * @param token the token as it came
 */
record Call(HttpServerRequest request, VerifiedToken caller, String token) {
    /** What came in, for people who want to see what the gateway sends on. The token itself is left out. */
    JsonObject received() {
        return new JsonObject()
                .put("method", request.method().name())
                .put("path", request.path())
                .put("query", request.query() == null ? "" : request.query())
                .put("headers", headers())
                .put("claims", claims());
    }

    /** Whether it speaks for a visitor of a web page: such a call may chat with its own bot and nothing else. */
    boolean ofWidget() {
        return !caller.keyKind().equals("account");
    }

    /** The query parameter of this name, or the other value. */
    String parameter(String name, String otherwise) {
        String value = request.getParam(name);
        return value == null ? otherwise : value;
    }

    private JsonObject headers() {
        JsonObject headers = new JsonObject();
        for (String name : request.headers().names()) {
            List<String> values = request.headers().getAll(name);
            boolean secret = name.equalsIgnoreCase("Authorization");
            JsonArray shown = new JsonArray();
            values.forEach(value -> shown.add(secret ? "Bearer [internal token]" : value));
            headers.put(name.toLowerCase(Locale.ROOT), shown.size() == 1 ? shown.getValue(0) : shown);
        }
        return headers;
    }

    private JsonObject claims() {
        String part = token.substring(token.indexOf('.') + 1, token.lastIndexOf('.'));
        return new JsonObject(Buffer.buffer(Base64.getUrlDecoder().decode(part)));
    }

    @Override
    public String toString() {
        return "Call[" + request.method() + " " + request.path() + "]";
    }
}
