package io.hania.access.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.hania.access.decision.Decision;
import io.hania.access.decision.Refusal;
import io.hania.access.key.KeyKind;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** A 401 takes the same time whatever its reason: paired samples, Student's t below 4.5. */
class TimingTest {
    private static final int PAIRS = 150;
    private static final long STORE_NANOS = 1_500_000;

    @Test
    void a401DoesNotTellByItsTimeWhetherAStoreWasAsked() {
        try (Rig rig = new Rig(Map.of("gateway.unauthorized-hold", "20ms"))) {
            rig.decide(question -> {
                LockSupport.parkNanos(STORE_NANOS);
                return unauthorized();
            });
            try (RawClient client = rig.client()) {
                String unknown = "Authorization: Bearer "
                        + Rig.KEYS.generate(KeyKind.ACCOUNT).value();
                String malformed = "Authorization: Bearer hania_sk_malformed";
                double[] differences = new double[PAIRS];
                for (int i = -20; i < PAIRS; i++) {
                    boolean first = (i & 1) == 0;
                    long one = time(client, first ? unknown : malformed);
                    long other = time(client, first ? malformed : unknown);
                    if (i >= 0) {
                        differences[i] = first ? one - other : other - one;
                    }
                }
                assertThat(Math.abs(t(differences))).isLessThan(4.5);
            }
        }
    }

    private static Decision unauthorized() {
        return Rig.refused(new Refusal.Unauthorized());
    }

    private static long time(RawClient client, String header) {
        long start = System.nanoTime();
        client.send("GET /api/v1/bots", header);
        assertThat(client.read().status()).isEqualTo(401);
        return System.nanoTime() - start;
    }

    private static double t(double[] differences) {
        double mean = 0;
        for (double each : differences) {
            mean += each / differences.length;
        }
        double variance = 0;
        for (double each : differences) {
            variance += (each - mean) * (each - mean) / (differences.length - 1);
        }
        return mean / Math.sqrt(variance / differences.length);
    }
}
