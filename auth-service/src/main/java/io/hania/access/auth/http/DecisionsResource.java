package io.hania.access.auth.http;

import io.hania.access.auth.decision.Desks;
import io.hania.access.auth.token.JsonText;
import io.hania.access.decision.Caller;
import io.hania.access.decision.Decision;
import io.hania.access.decision.Question;
import io.hania.access.key.KeyFormat;
import io.hania.access.key.RawKey;
import io.hania.access.target.RequestTarget;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /decisions}: the question for people, such as {@code curl -H "Authorization: Bearer KEY" -d
 * '{"method":"GET","path":"/api/v1/bots"}'}. It answers for the key that it is asked with, and for no other, so a stranger
 * learns nothing. It is the same question as a call's, and counts as one; the internal token stays inside.
 *
 * <p>Every other path of the public port is 401: nothing else is to be had here.
 */
@Singleton
public class DecisionsResource {
    private static final int LONGEST_BODY = 16_384;
    private static final int LAST = 1_000_000;

    private final Vertx vertx;
    private final Desks desks;
    private final Target target;

    public DecisionsResource(Vertx vertx, Desks desks, KeyFormat format) {
        this.vertx = vertx;
        this.desks = desks;
        this.target = new Target(format);
    }

    void route(@Observes Router router) {
        router.post("/decisions").handler(this::handle);
        router.route().order(LAST).handler(call -> answer(call.request()).unauthorized());
    }

    private void handle(RoutingContext routed) {
        HttpServerRequest request = routed.request();
        RawKey key = HttpCaller.bearer(request);
        if (key == null) {
            answer(request).unauthorized();
            return;
        }
        Body body = new Body(request);
        request.handler(body::add).endHandler(end -> decide(request, key, body.read()));
    }

    private void decide(HttpServerRequest request, RawKey key, @Nullable JsonObject asked) {
        HttpAnswer answer = answer(request);
        String method = text(asked, "method");
        String path = text(asked, "path");
        if (method == null || path == null || !(RequestTarget.check(path) instanceof RequestTarget.Accepted accepted)) {
            answer.invalid("Send {\"method\":…,\"path\":…}");
            return;
        }
        Caller caller = HttpCaller.of(request, false);
        Question question =
                Target.isWidget(accepted.path()) ? null : target.question(method, accepted.path(), key, caller);
        Context here = vertx.getOrCreateContext();
        if (question == null) {
            answer.unauthorized();
        } else if (!desks.decide(new HttpAsked(question, here, decision -> finish(request, decision, answer)))) {
            answer.refuse(null);
        }
    }

    private static void finish(HttpServerRequest request, @Nullable Decision decision, HttpAnswer answer) {
        if (decision instanceof Decision.Allowed allowed) {
            answer.quota(allowed.quota());
            String data = new JsonText()
                    .text("decision", "allowed")
                    .text("key_id", allowed.key().toString())
                    .text("upstream", allowed.upstream())
                    .end();
            request.response()
                    .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                    .end("{\"success\":true,\"data\":" + data + ",\"message\":\"\"}");
        } else {
            answer.refuse(decision);
        }
    }

    private static HttpAnswer answer(HttpServerRequest request) {
        return new HttpAnswer(request, HttpCaller.of(request, false));
    }

    private static @Nullable String text(@Nullable JsonObject asked, String name) {
        return asked != null && asked.getValue(name) instanceof String text ? text : null;
    }

    /** A small JSON body; what is larger isn't kept. */
    private static final class Body {
        private final HttpServerRequest request;
        private final Buffer bytes = Buffer.buffer();

        Body(HttpServerRequest request) {
            this.request = request;
        }

        void add(Buffer chunk) {
            if (bytes.length() + chunk.length() > LONGEST_BODY) {
                request.connection().close();
            } else {
                bytes.appendBuffer(chunk);
            }
        }

        @Nullable
        JsonObject read() {
            try {
                return new JsonObject(bytes);
            } catch (DecodeException notJson) {
                return null;
            }
        }
    }
}
