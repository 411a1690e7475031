package io.hania.access.e2e.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.hania.access.e2e.Api;
import io.hania.access.e2e.Await;
import io.hania.access.e2e.Database;
import io.hania.access.e2e.HaniaSystem;
import io.hania.access.local.Dashboard.CreatedKey;
import io.hania.access.stores.PostgresStore;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** PostgreSQL gone or locked: keys that are known go on until their lease ends, others can't be decided; nothing committed is lost. */
class PostgresFaultTest {
    private static final Duration RECOVERY = Duration.ofSeconds(10);

    private final HaniaSystem system = HaniaSystem.shared();
    private final Api api = system.api();
    private final PostgresStore postgres = system.local().postgres();

    @Test
    void killed() {
        CreatedKey known = system.operator().createKey("Known", List.of(), 0);
        CreatedKey fresh = system.operator().createKey("Never used", List.of(), 0);
        assertThat(api.status(known.secret())).isEqualTo(200);
        postgres.kill();
        assertThat(api.status(known.secret())).isEqualTo(200);
        assertThat(api.status(fresh.secret())).isEqualTo(503);
        CachedKey.of(system, known.secret()).endLease();
        assertThat(api.status(known.secret())).isEqualTo(503);
        postgres.restart();
        Await.until("a key that was never used works", RECOVERY, () -> api.status(fresh.secret()) == 200);
    }

    @Test
    void stopped() {
        CreatedKey known = system.operator().createKey("Known", List.of(), 0);
        CreatedKey fresh = system.operator().createKey("Never used", List.of(), 0);
        assertThat(api.status(known.secret())).isEqualTo(200);
        postgres.pause();
        try {
            assertThat(api.status(known.secret())).isEqualTo(200);
            assertThat(api.status(fresh.secret())).isEqualTo(503);
        } finally {
            postgres.resume();
        }
        Await.until("a key that was never used works", RECOVERY, () -> api.status(fresh.secret()) == 200);
    }

    @Test
    void locked() {
        CreatedKey known = system.operator().createKey("Known", List.of(), 0);
        CreatedKey fresh = system.operator().createKey("Never used", List.of(), 0);
        assertThat(api.status(known.secret())).isEqualTo(200);
        try (Database database = new Database(system)) {
            database.lock("access.account_key");
            assertThat(api.status(known.secret())).isEqualTo(200);
            assertThat(api.status(fresh.secret())).isEqualTo(503);
        }
        Await.until("a key that was never used works", RECOVERY, () -> api.status(fresh.secret()) == 200);
    }
}
