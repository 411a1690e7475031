package io.hania.access.e2e.timing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/** The judge is judged by what it must see and what it must not see. */
class PairedTimesTest {
    private static final int PAIRS = 200;

    private final Random random = new Random(6);

    @Test
    void seesWhatIsTwoThirdsOfTheNoise() {
        assertThat(PairedTimes.t(noise(0.66))).isGreaterThan(4.5);
        assertThat(PairedTimes.t(noise(-0.66))).isLessThan(-4.5);
    }

    @Test
    void seesNothingInNoiseAloneHoweverFarItReachesNowAndThen() {
        double[] differences = noise(0);
        for (int i = 0; i < PAIRS / 20; i++) {
            differences[i] = 1000;
        }
        assertThat(PairedTimes.t(differences)).isCloseTo(0, within(4.5));
    }

    private double[] noise(double shift) {
        return DoubleStream.generate(() -> random.nextGaussian() + shift)
                .limit(PAIRS)
                .toArray();
    }
}
