package io.hania.access.e2e.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.hania.access.e2e.Api;
import io.hania.access.e2e.Await;
import io.hania.access.e2e.Database;
import io.hania.access.e2e.FreshKeys;
import io.hania.access.e2e.HaniaSystem;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** New signing keys while two auth-services sign and an upstream verifies: no call fails. */
class RotationUnderLoadTest {
    private static final Duration IN_TIME = Duration.ofSeconds(25);
    /** How many keys have signed: their time has come, and they are not dead. */
    private static final String SIGNERS = "select count(*) from signing.signing_key where signs_from < now()";
    /** Then it is the schedule's turn to make another. */
    private static final String LAST_ENDS_SOON = "update signing.signing_key set signs_until = now() + interval '11 s',"
            + " dies_at = now() + interval '131 s' where signs_from = (select max(signs_from) from signing.signing_key)";

    private final HaniaSystem system = HaniaSystem.shared();
    private final TwoOfEach two = TwoOfEach.shared();

    @Test
    void byCommandAndBySchedule() {
        try (Database database = new Database(system);
                FreshKeys keys = new FreshKeys(system, 5000);
                Load load = new Load(4, () -> two.gateway().get(Api.BOTS, keys.next()), status -> status == 200)) {
            long before = database.number(SIGNERS);
            assertThat(command()).isEqualTo(200);
            database.execute(LAST_ENDS_SOON);
            Await.until("both new keys sign", IN_TIME, () -> database.number(SIGNERS) == before + 2);
            load.awaitCalls(500);
            assertThat(load.wrong()).isEmpty();
        }
    }

    private int command() {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + two.management + "/signing-keys/rotation"))
                .header("Authorization", "Bearer " + TwoOfEach.ROTATION_TOKEN)
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        return Api.send(request, BodyHandlers.discarding()).statusCode();
    }
}
