package io.hania.access.widget.visitor;

import io.hania.access.error.ApiError;
import io.hania.access.widget.answer.CallFault;
import io.hania.access.widget.answer.Envelope;
import io.hania.access.widget.caller.Caller;
import io.hania.access.widget.caller.Callers;
import io.hania.access.widget.customization.CustomizationStore;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import org.jboss.logging.Logger;

/**
 * {@code /widget/v1/{key}/config}, {@code …/chat/send} and {@code …/chat/send-stream} (contract, section 5). The key in the
 * path is not looked at: the token, made for the decision about that key, says whose call it is. Plain routes, because an
 * answer is passed on piece by piece.
 */
@ApplicationScoped
public class VisitorRoutes {
    private static final Logger LOG = Logger.getLogger(VisitorRoutes.class);
    private static final int LONGEST_BODY = 32 * 1024;
    private static final String EVENTS = "text/event-stream";
    private static final String JSON = "application/json";

    private final Callers callers;
    private final CustomizationStore looks;
    private final ChatRelay relay;

    VisitorRoutes(Callers callers, CustomizationStore looks, ChatRelay relay) {
        this.callers = callers;
        this.looks = looks;
        this.relay = relay;
    }

    void mount(@Observes Router router) {
        router.get("/widget/v1/:key/config").handler(this::config);
        router.post("/widget/v1/:key/chat/send").handler(call -> chat(call, "/api/v1/chat/send", JSON));
        router.post("/widget/v1/:key/chat/send-stream").handler(call -> chat(call, "/api/v1/chat/send-stream", EVENTS));
    }

    private void config(RoutingContext call) {
        HttpServerRequest request = call.request();
        visitor(request)
                .chain(caller -> looks.lookOf(caller.tenant(), caller.botId()))
                .map(look -> Envelope.body(look.json(), ""))
                .subscribe()
                .with(body -> answer(request, body), failure -> fail(request, failure));
    }

    private void chat(RoutingContext call, String path, String accept) {
        HttpServerRequest request = call.request();
        request.pause();
        visitor(request)
                .chain(caller -> body(request)
                        .map(body -> VisitorMessage.read(body, caller.botId()))
                        .invoke(message -> relay.send(request, caller, path, accept, message)))
                .subscribe()
                .with(sent -> {}, failure -> fail(request, failure));
    }

    private Uni<Caller> visitor(HttpServerRequest request) {
        return callers.of(request).invoke(caller -> {
            if (!caller.widget() || caller.botId().isEmpty()) {
                throw new CallFault(ApiError.UNAUTHORIZED);
            }
        });
    }

    /** Counts while it reads, for a length need not be announced. */
    private static Uni<String> body(HttpServerRequest request) {
        return Uni.createFrom().emitter(emitter -> {
            Buffer body = Buffer.buffer();
            request.handler(piece -> {
                if (body.length() + piece.length() > LONGEST_BODY) {
                    request.pause();
                    emitter.fail(new CallFault(ApiError.BODY_TOO_LARGE));
                } else {
                    body.appendBuffer(piece);
                }
            });
            request.exceptionHandler(emitter::fail);
            request.endHandler(end -> emitter.complete(body.toString(StandardCharsets.UTF_8)));
            request.resume();
        });
    }

    private static void answer(HttpServerRequest request, String body) {
        request.response()
                .putHeader("Content-Type", JSON)
                .putHeader("Cache-Control", "no-store")
                .end(body);
    }

    private static void fail(HttpServerRequest request, Throwable failure) {
        if (request.response().closed()) {
            return;
        }
        if (failure instanceof CallFault fault) {
            if (fault.error() == ApiError.BODY_TOO_LARGE) {
                request.response().putHeader("Connection", "close");
            }
            Envelope.fail(request, fault.error(), fault.said());
        } else {
            LOG.errorf(failure, "A visitor's call failed: requestId=%s", Envelope.requestId(request));
            Envelope.fail(request, ApiError.INTERNAL, ApiError.INTERNAL.message());
        }
    }
}
