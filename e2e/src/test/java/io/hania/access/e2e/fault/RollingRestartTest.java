package io.hania.access.e2e.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.hania.access.e2e.Api;
import io.hania.access.e2e.HaniaSystem;
import io.hania.access.e2e.HaniaSystem.Extra;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Test;

/** Two of each service, stopped and started one after the other under load: no call fails. */
class RollingRestartTest {
    private static final int CLIENTS = 8;
    private static final long CALLS = 100;
    /** How long a process that stops says so and serves on, for those before it to turn away. */
    private static final Map<String, String> WITH_NOTICE = Map.of("quarkus.shutdown.delay", "1s");

    private final HaniaSystem system = HaniaSystem.shared();
    private final String key = system.fact("API_KEY");

    @Test
    void ofTheGateways() {
        try (Extra one = system.gateway(WITH_NOTICE);
                Extra other = system.gateway(WITH_NOTICE);
                Doors doors = new Doors(one, other)) {
            expectNoFailure(doors, () -> doors.api().status(key));
        }
    }

    @Test
    void ofTheAuthServices() {
        try (Extra one = system.authService(Map.of());
                Extra other = system.authService(Map.of());
                Extra gateway = system.gateway(Map.of("gateway.auth-services", one.address() + "," + other.address()));
                Doors doors = new Doors(one, other)) {
            expectNoFailure(doors, () -> gateway.api().status(key));
        }
    }

    @Test
    void ofTheWidgetServices() {
        String path = Api.BOTS.replace("bots", "widgets/keys?bot_id=bot_rolling");
        try (Extra one = system.widgetService(WITH_NOTICE);
                Extra other = system.widgetService(WITH_NOTICE);
                Extra gateway =
                        system.gateway(Map.of("gateway.upstreams.widget-service", one.url() + "," + other.url()));
                Doors doors = new Doors(one, other)) {
            expectNoFailure(doors, () -> gateway.api().get(path, key).statusCode());
        }
    }

    @Test
    void ofTheDashboards() {
        try (Extra one = system.keyAdmin(WITH_NOTICE);
                Extra other = system.keyAdmin(WITH_NOTICE);
                Doors doors = new Doors(one, other)) {
            expectNoFailure(doors, () -> page(doors.next().url() + "/sign-in"));
        }
    }

    private static int page(String address) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address)).build();
        return Api.send(request, BodyHandlers.discarding()).statusCode();
    }

    private static void expectNoFailure(Doors doors, IntSupplier call) {
        try (Load load = new Load(CLIENTS, call, status -> status == 200)) {
            doors.restartEach(load, CALLS);
            assertThat(load.wrong()).isEmpty();
        }
    }
}
