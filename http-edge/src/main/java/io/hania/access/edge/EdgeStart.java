package io.hania.access.edge;

import io.vertx.ext.web.Router;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.Config;

/** Puts the gates in front of a Quarkus service: a service only has to depend on this module. */
@ApplicationScoped
public class EdgeStart {
    /** In a JVM, before any server or client is made. */
    void start(@Observes @Initialized(ApplicationScoped.class) Object event) {
        GateExtension.install();
    }

    /** Before every other route. In a native executable, whose beans began to live while it was built, the first to happen. */
    void route(@Observes @Priority(Integer.MIN_VALUE) Router router, Config config) {
        if (config.getValue("quarkus.http.http2", Boolean.class)) {
            throw new IllegalStateException("quarkus.http.http2 must be false: the gates read HTTP/1.1 alone");
        }
        GateExtension.install();
        router.route()
                .order(Integer.MIN_VALUE)
                .handler(new EdgeRoute(config.getOptionalValue("edge.gate-required", Boolean.class)
                        .orElse(true)));
    }
}
