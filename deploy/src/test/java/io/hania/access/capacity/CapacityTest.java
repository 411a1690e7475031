package io.hania.access.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CapacityTest {
    private static final Figures FIGURES = Figures.measured();

    /** Plays the calls one by one, with leases and tokens as the services keep them, and counts reads and signatures. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.8, 1, 1.2})
    void theFormulasAgreeWithASimulationCallByCall(double skew) {
        Load load = new Load(2_000, 50_000, skew);
        int replicas = 4;
        Counted counted = simulate(load, replicas, 300);

        assertThat(counted.reads()).isCloseTo(load.renewals(FIGURES.leaseSeconds()), withinPercentage(2));
        assertThat(counted.signatures())
                .isCloseTo(load.renewals(FIGURES.tokenSeconds(), replicas), withinPercentage(2));
    }

    @Test
    void allKeysAreDistinctWhenEachCallsOnceAndFewWhenFewAreUsed() {
        assertThat(new Load(1, 1_000_000, 0).distinctKeys(100)).isCloseTo(100, within(0.1));
        assertThat(new Load(1_000_000, 1_000, 1).distinctKeys(60)).isCloseTo(1_000, within(1.0));
    }

    @Test
    void signingCostsMoreTheMoreReplicasShareAKey() {
        Load load = new Load(100_000, 1_000_000, 1);
        assertThat(load.renewals(30, 10)).isGreaterThan(load.renewals(30, 3)).isGreaterThan(load.renewals(30));
    }

    @Test
    void theTableInTheDocsIsWhatTheProgramPrints() throws java.io.IOException {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        Capacity.print(new PrintStream(printed, true, StandardCharsets.UTF_8), FIGURES);
        assertThat(Files.readString(Path.of("../docs/scaling.md")))
                .contains(printed.toString(StandardCharsets.UTF_8).replace("\r", ""));
    }

    private record Counted(double reads, double signatures) {}

    private static Counted simulate(Load load, int replicas, int seconds) {
        int keys = (int) load.keys();
        double[] shares = cumulated(load);
        double[] leaseUntil = new double[keys];
        double[][] tokenUntil = new double[replicas][keys];
        Random random = new Random(7);
        int calls = (int) (load.callsPerSecond() * seconds);
        int warm = calls / 3; // the caches fill first
        long reads = 0;
        long signatures = 0;
        for (int call = 0; call < calls; call++) {
            double now = call / load.callsPerSecond() + 1;
            int found = Arrays.binarySearch(shares, random.nextDouble());
            int key = Math.min(found < 0 ? -found - 1 : found, keys - 1);
            double[] tokens = tokenUntil[random.nextInt(replicas)];
            if (leaseUntil[key] < now) {
                leaseUntil[key] = now + FIGURES.leaseSeconds();
                reads += call < warm ? 0 : 1;
            }
            if (tokens[key] < now) {
                tokens[key] = now + FIGURES.tokenSeconds();
                signatures += call < warm ? 0 : 1;
            }
        }
        double measured = seconds * 2 / 3.0;
        return new Counted(reads / measured, signatures / measured);
    }

    private static double[] cumulated(Load load) {
        double[] shares = new double[(int) load.keys()];
        double sum = 0;
        for (int rank = 1; rank <= shares.length; rank++) {
            sum += Math.pow(rank, -load.skew());
            shares[rank - 1] = sum;
        }
        for (int i = 0; i < shares.length; i++) {
            shares[i] /= sum;
        }
        return shares;
    }
}
