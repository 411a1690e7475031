package io.hania.access.auth.http;

import io.hania.access.auth.decision.Desks;
import io.hania.access.decision.Caller;
import io.hania.access.decision.Decision;
import io.hania.access.decision.Question;
import io.hania.access.key.KeyFormat;
import io.hania.access.key.KeyKind;
import io.hania.access.key.RawKey;
import io.hania.access.target.RequestTarget;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The decision in the form that other proxies know: they ask before they forward a call. 200 carries the internal token in
 * {@code Authorization}, which the proxy puts into the call in place of the key; any other status is the answer that the
 * caller is to get. It tells nothing to whoever has no key: without one, everything is 401.
 */
@Singleton
public class ForwardAuth {
    private final Vertx vertx;
    private final Desks desks;
    private final Target target;

    public ForwardAuth(Vertx vertx, Desks desks, KeyFormat format) {
        this.vertx = vertx;
        this.desks = desks;
        this.target = new Target(format);
    }

    void route(@Observes Router router) {
        router.route(ForwardedCall.PATH).handler(this::handle);
        router.route(ForwardedCall.PATH + "/*").handler(this::handle);
    }

    private void handle(RoutingContext routed) {
        HttpServerRequest request = routed.request();
        ForwardedCall call = ForwardedCall.of(request);
        if (call == null) {
            untold(request);
            return;
        }
        switch (RequestTarget.check(call.target())) {
            case RequestTarget.Rejected rejected -> answer(request, false).invalid("Invalid request target");
            case RequestTarget.Accepted accepted -> decide(request, call.method(), accepted.path());
        }
    }

    /** The proxy didn't say which call it asks about. Strangers learn no more than that they lack a key. */
    private void untold(HttpServerRequest request) {
        HttpAnswer answer = answer(request, false);
        if (HttpCaller.bearer(request) == null) {
            answer.unauthorized();
        } else {
            answer.invalid("The proxy doesn't tell the original method and target");
        }
    }

    private void decide(HttpServerRequest request, String method, String path) {
        boolean widget = Target.isWidget(path);
        boolean page = !widget && HttpCaller.fromForeignPage(request.headers(), host(request));
        Caller caller = HttpCaller.of(request, page);
        HttpAnswer answer = new HttpAnswer(request, caller);
        RawKey bearer = HttpCaller.bearer(request);
        Question question = target.question(method, path, bearer, caller);
        if (page) {
            noteSighting(question);
            answer.fromAPage();
        } else if (question == null) {
            answer.unauthorized();
        } else {
            ask(question, decision -> finish(request.response(), question, decision, answer), answer);
        }
    }

    /** The answer doesn't tell, but the key's operators shall know. */
    private void noteSighting(@Nullable Question question) {
        if (question != null) {
            desks.decide(new HttpAsked(question, vertx.getOrCreateContext(), ignored -> {}));
        }
    }

    private void ask(Question question, Consumer<@Nullable Decision> answered, HttpAnswer answer) {
        Context here = vertx.getOrCreateContext();
        if (!desks.decide(new HttpAsked(question, here, answered))) {
            answer.refuse(null);
        }
    }

    private static void finish(
            HttpServerResponse response, Question question, @Nullable Decision decision, HttpAnswer answer) {
        String origin = question.caller().origin();
        if (decision instanceof Decision.Allowed allowed) {
            answer.quota(allowed.quota());
            response.putHeader(HttpHeaders.AUTHORIZATION, "Bearer " + allowed.token())
                    .putHeader("X-Hania-Upstream", allowed.upstream());
            if (allowed.visitor() != null) {
                response.putHeader("X-Hania-Visitor", allowed.visitor());
            }
            if (origin != null && question.place() == KeyKind.WIDGET) {
                response.putHeader("Access-Control-Allow-Origin", origin).putHeader("Vary", "Origin");
            }
            response.setStatusCode(200).end();
        } else {
            answer.refuse(decision);
        }
    }

    private static HttpAnswer answer(HttpServerRequest request, boolean browser) {
        return new HttpAnswer(request, HttpCaller.of(request, browser));
    }

    private static @Nullable String host(HttpServerRequest request) {
        String forwarded = request.getHeader("X-Forwarded-Host");
        return forwarded == null ? request.getHeader(HttpHeaders.HOST) : forwarded;
    }
}
