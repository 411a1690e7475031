package io.hania.access.e2e.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.hania.access.e2e.Await;
import io.hania.access.e2e.HaniaSystem;
import io.hania.access.e2e.RedisLine;
import io.hania.access.local.LocalSystem;
import io.hania.access.local.ServiceProcess;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Calls and revocations for a minute ({@code -Dsoak.seconds} for longer), with a fault every few seconds. */
class SoakTest {
    private static final Duration LENGTH = Duration.ofSeconds(Integer.getInteger("soak.seconds", 60));
    private static final Duration RECOVERY = Duration.ofSeconds(20);

    private final HaniaSystem system = HaniaSystem.shared();
    private final LocalSystem local = system.local();
    private final ServiceProcess auth = local.process("auth-service");
    private final List<Runnable> faults = List.of(
            () -> {
                local.redis().kill();
                Await.pause(Duration.ofSeconds(1));
                local.redis().restart();
            },
            () -> {
                local.redis().pause();
                Await.pause(Duration.ofSeconds(2));
                local.redis().resume();
            },
            () -> RedisLine.send(local.ports().redis(), "FLUSHALL"),
            () -> {
                local.postgres().pause();
                Await.pause(Duration.ofSeconds(2));
                local.postgres().resume();
            },
            () -> {
                local.postgres().kill();
                local.postgres().restart();
            },
            () -> {
                auth.pauseProcess();
                Await.pause(Duration.ofSeconds(1));
                auth.resumeProcess();
            },
            () -> {
                auth.kill();
                auth.start();
                auth.awaitReady();
            });

    @Test
    void whateverBreaksNoDeadKeyIsAcceptedNoGoodOneIsRefusedAndNoEntryIsLost() throws SQLException {
        Random random = new Random(6);
        long end = System.nanoTime() + LENGTH.toNanos();
        try (KeyKeeper keeper = new KeyKeeper(system)) {
            for (int i = 0; System.nanoTime() < end; i++) {
                Await.pause(Duration.ofSeconds(3 + random.nextInt(3)));
                faults.get(i < faults.size() ? i : random.nextInt(faults.size()))
                        .run();
            }
            Await.until("all is well again", RECOVERY, keeper::allRight);
            assertThat(keeper.wrong()).isEmpty();
            assertThat(keeper.accepted()).isGreaterThan(100);
            assertThat(keeper.revoked()).isPositive();
            for (String id : keeper.confirmed()) {
                assertThat(entries(id)).as("audit entries of " + id).isEqualTo(2);
            }
        }
    }

    private int entries(String key) throws SQLException {
        String url = "jdbc:postgresql://localhost:" + local.ports().postgres() + "/hania";
        try (Connection connection = DriverManager.getConnection(url, "postgres", local.ownerPassword());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from access.audit_entry where subject = '"
                        + key + "' and action in ('key.created', 'key.revoked')")) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
