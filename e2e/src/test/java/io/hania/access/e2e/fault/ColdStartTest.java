package io.hania.access.e2e.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.hania.access.e2e.FreshKeys;
import io.hania.access.e2e.HaniaSystem;
import io.hania.access.e2e.HaniaSystem.Extra;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Services that have just said they are ready are hit at once, by keys that no cache has seen. */
class ColdStartTest {
    private static final int KEYS = 10_000;
    private static final int CLIENTS = 64;

    private final HaniaSystem system = HaniaSystem.shared();

    @Test
    void noValidKeyIsRefused() {
        FreshKeys keys = new FreshKeys(system, KEYS);
        try (Extra auth = system.authService(Map.of());
                Extra gateway = system.gateway(Map.of("gateway.auth-services", auth.address()));
                Load load = new Load(CLIENTS, () -> gateway.api().status(keys.next()), status -> status == 200)) {
            load.awaitCalls(KEYS);
            assertThat(load.wrong()).isEmpty();
        }
    }
}
