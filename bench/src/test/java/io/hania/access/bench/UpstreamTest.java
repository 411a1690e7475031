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
                    LoadClient.run(upstream.port(), REQUESTS, 4, 0, Duration.ZERO, Duration.ofSeconds(2));

            assertThat(outcome.calls()).isPositive();
            assertThat(outcome.refused() + outcome.failed()).isZero();
        }
    }

    @Test
    void openLoopNeverExceedsItsRateAndMeasuresFromWhenACallWasDue() throws Exception {
        try (StaticUpstream upstream = new StaticUpstream("hello")) {
            LoadClient.Outcome outcome =
                    LoadClient.run(upstream.port(), REQUESTS, 4, 100, Duration.ZERO, Duration.ofSeconds(1));

            assertThat(outcome.latency().getTotalCount()).isBetween(1L, 101L);
            assertThat(outcome.millisAt(50)).isGreaterThan(0);
        }
    }
}
