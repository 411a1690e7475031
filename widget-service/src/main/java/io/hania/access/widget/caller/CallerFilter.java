package io.hania.access.widget.caller;

import io.hania.access.error.ApiError;
import io.hania.access.widget.answer.CallFault;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Lets calls with an account key's internal token into the resources; abilities were checked by the decision. */
public class CallerFilter {
    private final Callers callers;
    private final CurrentCaller current;

    CallerFilter(Callers callers, CurrentCaller current) {
        this.callers = callers;
        this.current = current;
    }

    /** Nothing to answer if the caller is good. */
    @ServerRequestFilter
    public Uni<Response> admit(HttpServerRequest request) {
        return callers.of(request).chain(caller -> {
            if (caller.widget()) {
                return Uni.createFrom().failure(new CallFault(ApiError.UNAUTHORIZED));
            }
            current.set(caller);
            return Uni.createFrom().nullItem();
        });
    }
}
