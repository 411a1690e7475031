package io.hania.access.e2e.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.hania.access.e2e.Api;
import io.hania.access.e2e.FreshKeys;
import io.hania.access.e2e.HaniaSystem;
import io.hania.access.e2e.HaniaSystem.Extra;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * Two of each service, stopped and started one after the other under load: no call fails. The calls come under keys that no
 * cache has seen, and at once when a process has just said that it is ready.
 */
class RollingRestartTest {
    private static final int CLIENTS = 8;
    private static final long CALLS = 100;
    private static final int KEYS = 5000;

    private final HaniaSystem system = HaniaSystem.shared();
    private final TwoOfEach two = TwoOfEach.shared();
    private final String key = system.fact("API_KEY");

    @Test
    void ofTheGateways() {
        try (FreshKeys keys = new FreshKeys(system, KEYS)) {
            expectNoFailure(two.gateways, doors -> doors.next().api().get(Api.BOTS, keys.next()));
        }
    }

    @Test
    void ofTheAuthServices() {
        try (FreshKeys keys = new FreshKeys(system, KEYS)) {
            expectNoFailure(two.auths, doors -> two.gateway().get(Api.BOTS, keys.next()));
        }
    }

    @Test
    void ofTheWidgetServices() {
        expectNoFailure(two.widgets, doors -> two.gateway().get("/api/v1/widgets/keys?bot_id=bot_support", key));
    }

    @Test
    void ofTheDashboards() {
        expectNoFailure(two.dashboards, doors -> page(doors.next().url() + "/sign-in"));
    }

    private static HttpResponse<String> page(String address) {
        return Api.send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString());
    }

    private static void expectNoFailure(List<Extra> processes, Function<Doors, HttpResponse<String>> call) {
        try (Doors doors = new Doors(processes)) {
            Supplier<HttpResponse<String>> through = () -> call.apply(doors);
            try (Load load = new Load(CLIENTS, through, status -> status == 200)) {
                doors.restartEach(load, CALLS);
                assertThat(load.wrong()).isEmpty();
            }
        }
    }
}
