package io.hania.access.e2e.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.hania.access.e2e.Api;
import io.hania.access.e2e.HaniaSystem;
import io.hania.access.local.Dashboard;
import io.hania.access.local.Dashboard.CreatedKey;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Under load, across two gateways and two auth-services. */
class UnderLoadTest {
    private static final int CLIENTS = 32;
    private static final int REVOCATIONS = 40;
    private static final int LIMIT = 1000;

    private final HaniaSystem system = HaniaSystem.shared();
    private final TwoOfEach two = TwoOfEach.shared();
    private final AtomicInteger accepted = new AtomicInteger();

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

    private HttpResponse<String> callAny(List<CreatedKey> keys, Set<CreatedKey> dead) {
        CreatedKey any = keys.get(ThreadLocalRandom.current().nextInt(keys.size()));
        boolean wasDead = dead.contains(any);
        HttpResponse<String> answer = call(any.secret());
        if (wasDead) {
            assertThat(answer.statusCode()).as("of a revoked key").isEqualTo(401);
        }
        return answer;
    }

    @Test
    void ofFiveThousandCallsAtOnceAThousandAreAccepted() {
        String limited =
                system.operator().createKey("Limited", List.of(), LIMIT).secret();
        try (Load load = new Load(4 * CLIENTS, () -> call(limited), status -> status == 200 || status == 429)) {
            load.awaitCalls(5 * LIMIT);
            assertThat(load.wrong()).isEmpty();
        }
        System.out.printf(
                "limit %d, more than %d calls of %d clients: %d accepted%n",
                LIMIT, 5 * LIMIT, 4 * CLIENTS, accepted.get());
        assertThat(accepted.get()).isBetween(LIMIT * 99 / 100, LIMIT * 101 / 100);
    }

    private HttpResponse<String> call(String secret) {
        HttpResponse<String> answer = two.gateway().get(Api.BOTS, secret);
        accepted.addAndGet(answer.statusCode() == 200 ? 1 : 0);
        return answer;
    }
}
