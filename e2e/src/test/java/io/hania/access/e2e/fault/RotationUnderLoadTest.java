package io.hania.access.e2e.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.hania.access.e2e.Api;
import io.hania.access.e2e.Await;
import io.hania.access.e2e.Database;
import io.hania.access.e2e.FreshKeys;
import io.hania.access.e2e.HaniaSystem;
import io.hania.access.e2e.HaniaSystem.Extra;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** New signing keys while two auth-services sign and an upstream verifies: no call fails. */
class RotationUnderLoadTest {
    private static final String SECRET = "a-token-for-the-rotation";
    private static final Duration IN_TIME = Duration.ofSeconds(25);
    /** How many keys have signed: their time has come, and they are not dead. */
    private static final String SIGNERS = "select count(*) from signing.signing_key where signs_from < now()";
    /** Then it is the schedule's turn to make another. */
    private static final String LAST_ENDS_SOON = "update signing.signing_key set signs_until = now() + interval '14 s',"
            + " dies_at = now() + interval '134 s' where signs_from = (select max(signs_from) from signing.signing_key)";

    private final HaniaSystem system = HaniaSystem.shared();

    @Test
    void byCommandAndBySchedule() {
        FreshKeys keys = new FreshKeys(system, 20_000);
        int management = HaniaSystem.freePort();
        try (Database database = new Database(system);
                Extra auth = system.authService(Map.of(
                        "quarkus.management.port",
                        Integer.toString(management),
                        "auth.signing.publish-ahead",
                        "8s",
                        "auth.signing.refresh",
                        "1s",
                        "auth.signing.rotation-token",
                        SECRET));
                Extra gateway = system.gateway(Map.of("gateway.auth-services", both(auth)));
                Load load = new Load(4, () -> gateway.api().status(keys.next()), status -> status == 200)) {
            long before = database.number(SIGNERS);
            assertThat(command(management)).isEqualTo(200);
            database.execute(LAST_ENDS_SOON);
            Await.until("both new keys sign", IN_TIME, () -> database.number(SIGNERS) == before + 2);
            load.awaitCalls(500);
            assertThat(load.wrong()).isEmpty();
        }
    }

    private String both(Extra auth) {
        return auth.address() + ",localhost:" + system.local().ports().link();
    }

    private static int command(int management) {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + management + "/signing-keys/rotation"))
                .header("Authorization", "Bearer " + SECRET)
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        return Api.send(request, BodyHandlers.discarding()).statusCode();
    }
}
