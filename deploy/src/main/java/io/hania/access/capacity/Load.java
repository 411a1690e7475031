package io.hania.access.capacity;

/**
 * A load: calls spread over keys by a Zipf law, where the key of rank k gets a share proportional to 1 / k^skew. A skew of 0 is
 * the worst case, all keys alike; API traffic is usually near 1.
 *
 * @param callsPerSecond calls a second
 * @param keys keys that exist and are in use
 * @param skew how uneven they are used
 */
public record Load(double callsPerSecond, long keys, double skew) {
    private static final double STEP = 1.01;

    /** How many distinct keys are expected among this many seconds of calls. */
    public double distinctKeys(double seconds) {
        return sum(share -> 1 - Math.exp(-callsPerSecond * seconds * share));
    }

    /**
     * How often a second something is made anew that each key needs, that is kept for so many seconds from the call that
     * made it, and that the next call after its end makes again.
     */
    public double renewals(double seconds) {
        return renewals(seconds, 1);
    }

    /** The same, when each of several replicas keeps its own and a call goes to any of them. */
    public double renewals(double seconds, int replicas) {
        double calls = callsPerSecond / replicas;
        return replicas * sum(share -> calls * share / (1 + calls * share * seconds));
    }

    /** The share of all calls that the busiest key makes. */
    public double busiestShare() {
        return 1 / weight();
    }

    /** Sums over all keys, in steps of ranks that grow by a hundredth: exact for the first hundred, close after them. */
    private double sum(java.util.function.DoubleUnaryOperator ofShare) {
        double weight = weight();
        double sum = 0;
        for (long rank = 1; rank <= keys; rank = next(rank)) {
            long width = Math.min(next(rank), keys + 1) - rank;
            double middle = rank + (width - 1) / 2.0;
            sum += width * ofShare.applyAsDouble(Math.pow(middle, -skew) / weight);
        }
        return sum;
    }

    private double weight() {
        double weight = 0;
        for (long rank = 1; rank <= keys; rank = next(rank)) {
            long width = Math.min(next(rank), keys + 1) - rank;
            weight += width * Math.pow(rank + (width - 1) / 2.0, -skew);
        }
        return weight;
    }

    private static long next(long rank) {
        return Math.max(rank + 1, (long) (rank * STEP));
    }
}
