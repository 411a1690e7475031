package io.hania.access.e2e.timing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Whether two actions take the same time. They are timed in pairs, either first in turn, and the differences are judged by
 * Yuen's t, which leaves out the tenth at either end: what a busy machine adds now and then is in there. A difference that
 * is real shows in every round; noise doesn't.
 */
final class PairedTimes {
    private static final double MOST = 4.5;
    private static final double TRIMMED = 0.1;
    private static final int ROUNDS = 3;
    private static final int WARM_UP = 20;

    private PairedTimes() {}

    /** Fails if the difference shows in each of three rounds of so many pairs. */
    static void expectNoDifference(int pairs, Runnable one, Runnable other) {
        List<Double> shown = new ArrayList<>();
        while (shown.size() < ROUNDS) {
            double t = t(differences(pairs, one, other));
            if (Math.abs(t) < MOST) {
                return;
            }
            shown.add(t);
        }
        assertThat(shown).as("t of each round").isEmpty();
    }

    private static double[] differences(int pairs, Runnable one, Runnable other) {
        double[] differences = new double[pairs];
        for (int i = -WARM_UP; i < pairs; i++) {
            boolean first = (i & 1) == 0;
            long before = time(first ? one : other);
            long after = time(first ? other : one);
            if (i >= 0) {
                differences[i] = first ? before - after : after - before;
            }
        }
        return differences;
    }

    private static long time(Runnable action) {
        long start = System.nanoTime();
        action.run();
        return System.nanoTime() - start;
    }

    /** The trimmed mean by its standard error, which comes from the winsorized variance. */
    static double t(double[] differences) {
        double[] sorted = differences.clone();
        Arrays.sort(sorted);
        int cut = (int) (sorted.length * TRIMMED);
        double lowest = sorted[cut];
        double highest = sorted[sorted.length - 1 - cut];
        double trimmed =
                Arrays.stream(sorted, cut, sorted.length - cut).average().orElse(0);
        double[] winsorized = Arrays.stream(sorted)
                .map(each -> Math.clamp(each, lowest, highest))
                .toArray();
        double mean = Arrays.stream(winsorized).average().orElse(0);
        double squares = Arrays.stream(winsorized)
                .map(each -> (each - mean) * (each - mean))
                .sum();
        double deviation = Math.sqrt(squares / (sorted.length - 1));
        return trimmed * (1 - 2 * TRIMMED) * Math.sqrt(sorted.length) / deviation;
    }
}
