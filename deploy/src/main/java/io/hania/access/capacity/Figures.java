package io.hania.access.capacity;

/**
 * What one core, one key and one call cost. Where each figure comes from stands in {@code docs/scaling.md}.
 *
 * @param gatewayCalls calls a second that one core of api-gateway forwards
 * @param decisions decisions a second that one core of auth-service makes, tokens at hand
 * @param signatures tokens a second that one core signs (ES256)
 * @param redisScripts decisions a second that one Redis process answers; it has one thread
 * @param redisBytes bytes of Redis memory a key takes, record and counter together
 * @param postgresReads key records a second that one core of PostgreSQL reads by hash
 * @param leaseSeconds how long a record is used on average before PostgreSQL is asked again
 * @param tokenSeconds how long a token is reused on average before another is signed
 * @param headroom share of a resource that is planned to be in use at most
 */
public record Figures(
        double gatewayCalls,
        double decisions,
        double signatures,
        double redisScripts,
        double redisBytes,
        double postgresReads,
        double leaseSeconds,
        double tokenSeconds,
        double headroom) {
    /** Measured where it could be, see {@code docs/scaling.md}. */
    public static Figures measured() {
        return new Figures(24_000, 50_000, 40_000, 100_000, 490, 30_000, 52.5, 22.5, 0.6);
    }
}
