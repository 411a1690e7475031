package io.hania.access.e2e.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.hania.access.e2e.Await;
import io.hania.access.e2e.Database;
import io.hania.access.e2e.HaniaSystem;
import io.hania.access.e2e.RedisLine;
import io.hania.access.local.LocalSystem;
import io.hania.access.local.ServiceProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Calls and revocations for a minute ({@code -Dsoak.seconds} for longer), with a fault every few seconds: each of them once, in
 * an order that {@code -Dsoak.seed} changes, then each again.
 */
class SoakTest {
    private static final Duration LENGTH = Duration.ofSeconds(Integer.getInteger("soak.seconds", 60));
    private static final Duration RECOVERY = Duration.ofSeconds(20);

    private static final long SEED = Long.getLong("soak.seed", 6);
    private static final String ENTRIES = "select count(*) from access.audit_entry where subject = ?"
            + " and action in ('key.created', 'key.revoked')";

    private static final String COUNTED = "select sum(calls) from usage.hourly join access.account_key on id = key_id"
            + " where outcome = 'allowed' and name like 'Soak %'";
    private static final Duration CRASH_LOSES = Duration.ofSeconds(5);

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
            () -> restarted("auth-service"),
            () -> restarted("key-admin-service"),
            () -> restarted("sandbox"),
            () -> {
                RedisLine.send(local.ports().redis(), "CONFIG", "SET", "maxmemory", "1");
                Await.pause(Duration.ofSeconds(2));
                RedisLine.send(local.ports().redis(), "CONFIG", "SET", "maxmemory", "0");
            },
            () -> RedisLine.keys(local.ports().redis(), "hania:k:*")
                    .forEach(name -> RedisLine.send(local.ports().redis(), "SET", name, "garbage")));

    private long crashes;

    @Test
    void whateverBreaksNoDeadKeyIsAcceptedNoGoodOneIsRefusedAndNoEntryIsLost() {
        Random random = new Random(SEED);
        List<Runnable> left = new ArrayList<>();
        long end = System.nanoTime() + LENGTH.toNanos();
        try (KeyKeeper keeper = new KeyKeeper(system)) {
            while (System.nanoTime() < end) {
                Await.pause(Duration.ofSeconds(2 + random.nextInt(3)));
                if (left.isEmpty()) {
                    left.addAll(faults);
                }
                left.remove(random.nextInt(left.size())).run();
            }
            Await.until("all is well again", RECOVERY, keeper::allRight);
            assertThat(keeper.wrong()).isEmpty();
            assertThat(keeper.accepted()).isGreaterThan(100);
            assertThat(keeper.revoked()).isPositive();
            expectEveryEntry(keeper);
            expectTheCounts(keeper);
        }
    }

    /** Off by 1 % at most, but for the 5 s that a crash may lose and the calls whose answer came too late for the caller. */
    private void expectTheCounts(KeyKeeper keeper) {
        long accepted = keeper.accepted();
        long lost = crashes * CRASH_LOSES.toMillis() * accepted / LENGTH.toMillis();
        try (Database database = new Database(system)) {
            Await.until(
                    accepted + " calls are counted, or " + lost + " less",
                    RECOVERY,
                    () -> database.number(COUNTED) >= accepted * 99 / 100 - lost);
            assertThat(database.number(COUNTED)).isLessThanOrEqualTo(accepted * 101 / 100 + keeper.undecided());
        }
    }

    private void restarted(String name) {
        ServiceProcess process = local.process(name);
        process.kill();
        crashes += process == auth ? 1 : 0;
        process.start();
        process.awaitReady();
    }

    private void expectEveryEntry(KeyKeeper keeper) {
        try (Database database = new Database(system)) {
            for (String id : keeper.confirmed()) {
                assertThat(database.number(ENTRIES, id))
                        .as("audit entries of " + id)
                        .isEqualTo(2);
            }
        }
    }
}
