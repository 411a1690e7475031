package io.hania.access.edge;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Says {@code Connection: close} with each answer while a service is about to stop ({@code quarkus.shutdown.delay}), so that
 * whoever keeps connections has none left to call on when it stops.
 */
@ApplicationScoped
public class Farewell {
    private volatile boolean leaving;

    void leave(@Observes ShutdownDelayInitiatedEvent event) {
        leaving = true;
    }

    /** Before the routes of the service. */
    void route(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).handler(call -> {
            if (leaving) {
                call.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            }
            call.next();
        });
    }
}
