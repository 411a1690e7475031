package io.hania.access.e2e.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.hania.access.e2e.Api;
import io.hania.access.e2e.Await;
import io.hania.access.e2e.HaniaSystem;
import io.hania.access.e2e.HaniaSystem.Extra;
import io.hania.access.local.Dashboard;
import io.hania.access.local.Dashboard.CreatedKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Under load, across two gateways with an auth-service each. */
class UnderLoadTest {
    private static final int CLIENTS = 32;
    private static final int REVOCATIONS = 40;
    private static final int ACCEPTED_DEAD = -1;
    private static final Duration RECOVERY = Duration.ofSeconds(15);

    private final HaniaSystem system = HaniaSystem.shared();
    private final String key = system.fact("API_KEY");
    private final Extra auth = system.authService(Map.of());
    private final Extra gateway = system.gateway(Map.of("gateway.auth-services", auth.address()));
    private final List<Api> doors = List.of(system.api(), gateway.api());
    private final AtomicInteger turn = new AtomicInteger();
    private final AtomicInteger accepted = new AtomicInteger();

    @BeforeEach
    void awaitBoth() {
        for (Api door : doors) {
            Await.until("the gateway is connected", RECOVERY, () -> door.status(key) == 200);
        }
    }

    @AfterEach
    void close() {
        gateway.close();
        auth.close();
    }

    @Test
    void noCallThatBeginsAfterARevocationReturnedIsAccepted() {
        Dashboard operator = system.operator();
        List<CreatedKey> keys = IntStream.range(0, REVOCATIONS)
                .mapToObj(i -> operator.createKey("Revoked under load " + i, List.of(), 0))
                .toList();
        Set<CreatedKey> dead = ConcurrentHashMap.newKeySet();
        try (Load load = new Load(CLIENTS, () -> callAny(keys, dead), status -> status == 200 || status == 401)) {
            for (CreatedKey each : keys) {
                operator.revoke(each);
                dead.add(each);
            }
            load.awaitCalls(200);
            assertThat(load.wrong()).isEmpty();
        }
        assertThat(accepted).hasPositiveValue();
    }

    private int callAny(List<CreatedKey> keys, Set<CreatedKey> dead) {
        CreatedKey any = keys.get(ThreadLocalRandom.current().nextInt(keys.size()));
        boolean wasDead = dead.contains(any);
        int status = call(any.secret());
        return wasDead && status != 401 ? ACCEPTED_DEAD : status;
    }

    @Test
    void ofFiveThousandCallsAtOnceAThousandAreAccepted() {
        int limit = 1000;
        String limited =
                system.operator().createKey("Limited", List.of(), limit).secret();
        try (Load load = new Load(2 * CLIENTS, () -> call(limited), status -> status == 200 || status == 429)) {
            load.awaitCalls(5 * limit);
            assertThat(load.wrong()).isEmpty();
        }
        assertThat(accepted.get()).isBetween(limit * 99 / 100, limit * 101 / 100);
    }

    private int call(String secret) {
        int status = doors.get(turn.getAndIncrement() & 1).status(secret);
        accepted.addAndGet(status == 200 ? 1 : 0);
        return status;
    }
}
