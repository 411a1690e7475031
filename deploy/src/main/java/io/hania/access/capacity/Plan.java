package io.hania.access.capacity;

/**
 * What a load takes.
 *
 * @param gatewayCores cores of api-gateway
 * @param decisionCores cores of auth-service for decisions
 * @param signingCores cores of auth-service for signing tokens
 * @param redisShards Redis processes, by work or by memory, whichever asks for more
 * @param redisGibibytes memory of all of them together
 * @param postgresReads reads a second
 * @param postgresCores cores of the one PostgreSQL primary
 * @param cacheHits share of the lookups that Redis answers
 * @param busiestShardShare share of a Redis process that the busiest key alone takes
 */
public record Plan(
        double gatewayCores,
        double decisionCores,
        double signingCores,
        double redisShards,
        double redisGibibytes,
        double postgresReads,
        double postgresCores,
        double cacheHits,
        double busiestShardShare) {
    private static final double GIBIBYTE = 1L << 30;
    private static final double SHARD_GIBIBYTES = 16;
    private static final int CORES_A_REPLICA = 4;

    /** The biggest primary one would still like to run. */
    static final double LARGEST_POSTGRES = 64;

    /**
     * @param byKey whether gateways send a key's questions always to the same auth-service, so that a token is signed once and
     *     not once a replica
     */
    public static Plan of(Load load, Figures figures, boolean byKey) {
        double calls = load.callsPerSecond();
        double decisionCores = calls / figures.decisions() / figures.headroom();
        double signingCores = 0;
        // More replicas sign more, and signing asks for more replicas: a few rounds settle it.
        for (int round = 0; round < 10; round++) {
            int replicas = byKey ? 1 : (int) Math.max(3, Math.ceil((decisionCores + signingCores) / CORES_A_REPLICA));
            signingCores = load.renewals(figures.tokenSeconds(), replicas) / figures.signatures() / figures.headroom();
        }
        double reads = load.renewals(figures.leaseSeconds());
        // Counters live for an hour, records a little longer than a lease: what was used in an hour is in memory.
        double gibibytes = load.distinctKeys(3600) * figures.redisBytes() / GIBIBYTE;
        return new Plan(
                calls / figures.gatewayCalls() / figures.headroom(),
                decisionCores,
                signingCores,
                Math.max(calls / figures.redisScripts() / figures.headroom(), gibibytes / SHARD_GIBIBYTES),
                gibibytes,
                reads,
                reads / figures.postgresReads() / figures.headroom(),
                1 - Math.min(1, reads / calls),
                load.busiestShare() * calls / figures.redisScripts());
    }

    /** What can't be had by adding machines, in the order in which it should be looked at; empty if nothing. */
    public String breaks() {
        StringBuilder broken = new StringBuilder();
        note(broken, busiestShardShare > 1, "one key is more than a Redis process can count");
        note(broken, postgresCores > LARGEST_POSTGRES, "PostgreSQL: more reads than one primary serves");
        note(broken, signingCores > gatewayCores + decisionCores, "signing takes more than all the rest");
        return broken.toString();
    }

    private static void note(StringBuilder broken, boolean holds, String what) {
        if (holds) {
            broken.append(broken.isEmpty() ? "" : "; ").append(what);
        }
    }
}
