package io.hania.access.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.hania.access.bench.load.LoadClient;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class UpstreamTest {
    private static final List<byte[]> REQUESTS =
            List.of(Keys.request("/api/v1/bots", "any"), Keys.request("/", "other"));

    @Test
    void closedLoopCountsEveryAnswer() throws Exception {
        try (StaticUpstream upstream = new StaticUpstream("hello")) {
            LoadClient.Outcome outcome =
                    LoadClient.run(upstream.port(), REQUESTS, 4, 0, Duration.ZERO, Duration.ofMillis(200));

            assertThat(outcome.calls()).isGreaterThan(10);
            assertThat(outcome.refused()).isZero();
        }
    }

    @Test
    void openLoopKeepsToItsRateAndMeasuresFromWhenACallWasDue() throws Exception {
        try (StaticUpstream upstream = new StaticUpstream("hello")) {
            LoadClient.Outcome outcome =
                    LoadClient.run(upstream.port(), REQUESTS, 4, 100, Duration.ZERO, Duration.ofSeconds(1));

            assertThat(outcome.latency().getTotalCount()).isEqualTo(100);
            assertThat(outcome.millisAt(50)).isGreaterThan(0);
        }
    }
}
