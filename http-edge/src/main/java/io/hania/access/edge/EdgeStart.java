package io.hania.access.edge;

import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;

/** Puts the gates in front of a Quarkus service: a service only has to depend on this module. */
@ApplicationScoped
public class EdgeStart {
    /** Before any server or client is made, so that Netty looks for extensions. */
    void start(@Observes @Initialized(ApplicationScoped.class) Object event, Config config) {
        System.setProperty(GateExtension.LOADED, "serviceload");
        String ports = Stream.of("quarkus.http.port", "quarkus.http.test-port")
                .map(name -> config.getOptionalValue(name, String.class).orElse(null))
                .filter(Objects::nonNull)
                .filter(port -> !port.equals("0"))
                .distinct()
                .collect(Collectors.joining(","));
        System.setProperty(GateExtension.PORTS, ports);
    }

    /** Before every other route. */
    void route(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).handler(new EdgeRoute());
    }
}
