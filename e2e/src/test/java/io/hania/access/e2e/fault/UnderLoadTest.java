package io.hania.access.e2e.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.hania.access.e2e.Api;
import io.hania.access.e2e.Await;
import io.hania.access.e2e.HaniaSystem;
import io.hania.access.local.Dashboard;
import io.hania.access.local.Dashboard.CreatedKey;
import io.hania.access.local.ServiceProcess;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Under load, across several gateways and auth-services. */
class UnderLoadTest {
    private static final int CLIENTS = 8;
    private static final int ACCEPTED_DEAD = -1;
    private static final Duration RECOVERY = Duration.ofSeconds(15);

    private final HaniaSystem system = HaniaSystem.shared();
    private final String key = system.fact("API_KEY");

    @Test
    void noCallThatBeginsAfterARevocationReturnedIsAccepted() {
        Dashboard operator = system.operator();
        List<CreatedKey> keys = IntStream.range(0, 24)
                .mapToObj(i -> operator.createKey("Revoked under load " + i, List.of(), 0))
                .toList();
        boolean[] dead = new boolean[keys.size()];
        AtomicInteger accepted = new AtomicInteger();
        IntSupplier call = () -> {
            int any = ThreadLocalRandom.current().nextInt(keys.size());
            boolean wasDead;
            synchronized (dead) {
                wasDead = dead[any];
            }
            int status = system.api().status(keys.get(any).secret());
            accepted.addAndGet(status == 200 ? 1 : 0);
            return wasDead && status != 401 ? ACCEPTED_DEAD : status;
        };
        try (Load load = new Load(CLIENTS, call, status -> status == 200 || status == 401)) {
            for (int i = 0; i < keys.size(); i++) {
                operator.revoke(keys.get(i));
                synchronized (dead) {
                    dead[i] = true;
                }
            }
            load.awaitCalls(200);
            assertThat(load.wrong()).isEmpty();
        }
        assertThat(accepted).hasPositiveValue();
    }

    @Test
    void aLimitHoldsAcrossGatewaysAndAuthServices() {
        int limit = 200;
        String limited =
                system.operator().createKey("Limited", List.of(), limit).secret();
        AtomicInteger accepted = new AtomicInteger();
        try (HaniaSystem.Extra auth = system.authService(Map.of());
                HaniaSystem.Extra gateway = system.gateway(Map.of("gateway.auth-services", auth.address()))) {
            Await.until(
                    "the gateway is connected", RECOVERY, () -> gateway.api().status(key) == 200);
            List<Api> doors = List.of(system.api(), gateway.api());
            IntSupplier call = () -> {
                int status = doors.get(ThreadLocalRandom.current().nextInt(2)).status(limited);
                accepted.addAndGet(status == 200 ? 1 : 0);
                return status;
            };
            try (Load load = new Load(CLIENTS, call, status -> status == 200 || status == 429)) {
                load.awaitCalls(limit * 4);
                assertThat(load.wrong()).isEmpty();
            }
        }
        assertThat(accepted.get()).isBetween(limit * 99 / 100, limit * 101 / 100);
    }

    @Test
    void aRestartOfTheDashboardAndTheWidgetServiceCostsNoCall() {
        try (Load load = new Load(4, () -> system.api().status(key), status -> status == 200)) {
            restart(load, system.local().process("key-admin-service"));
            restart(load, system.local().process("widget-service"));
            assertThat(load.wrong()).isEmpty();
        }
    }

    private static void restart(Load load, ServiceProcess process) {
        load.awaitCalls(50);
        process.close();
        load.awaitCalls(50);
        process.start();
        process.awaitReady();
        Await.pause(Duration.ofSeconds(1));
        load.awaitCalls(50);
    }
}
