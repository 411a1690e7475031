package io.hania.access.e2e.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.hania.access.e2e.Api;
import io.hania.access.e2e.Await;
import io.hania.access.e2e.Database;
import io.hania.access.e2e.HaniaSystem;
import io.hania.access.local.LocalSystem;
import io.hania.access.local.ServiceProcess;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever comes up first waits for the rest, and says that it does. */
class StartTest {
    private static final Duration RECOVERY = Duration.ofSeconds(15);
    private static final Duration START = Duration.ofSeconds(60);
    private static final String FOREIGN_KEY = """
            insert into signing.signing_key values ('foreign', 'ES256', '\\x00', '\\x00', now(), now() - interval '1 hour',
              now() + interval '90 days', now() + interval '91 days')
            """;

    private final HaniaSystem system = HaniaSystem.shared();
    private final LocalSystem local = system.local();
    private final Api api = system.api();
    private final String key = system.fact("API_KEY");

    @Test
    void everyServiceBeforeBothStoresAndASigningKeyThatNobodyCanOpen() {
        try (Database database = new Database(system)) {
            database.execute(FOREIGN_KEY);
        }
        List<ServiceProcess> processes = Stream.of("api-gateway", "widget-service", "auth-service", "key-admin-service")
                .map(local::process)
                .toList();
        processes.forEach(ServiceProcess::close);
        local.redis().kill();
        local.postgres().kill();
        processes.forEach(ServiceProcess::start);
        Await.until("the gateway answers", START, () -> answers(503));
        local.postgres().restart();
        local.redis().restart();

        processes.forEach(ServiceProcess::awaitReady);
        Await.until("calls are decided", RECOVERY, () -> api.status(key) == 200);
        assertThat(system.operator().get("/settings/api-keys")).contains("Sample: everything");
        try (Database database = new Database(system)) {
            database.execute("delete from signing.signing_key where kid = 'foreign'");
        }
    }

    private boolean answers(int status) {
        try {
            return api.status(key) == status;
        } catch (UncheckedIOException e) {
            return false; // it doesn't listen yet
        }
    }
}
