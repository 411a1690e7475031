package io.hania.access.auth.record;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How records are looked up. */
@ConfigMapping(prefix = "auth.records")
public interface CacheConfig {
    /** How long Redis may take; then PostgreSQL decides, and Redis isn't asked until it answers again. */
    @WithDefault("100ms")
    Duration redisPatience();

    /** Reads of PostgreSQL at once, over all event loops. */
    @WithDefault("64")
    int reads();

    /** Further reads that may wait for one of these; beyond it there is no decision (503). */
    @WithDefault("256")
    int waitingReads();

    /** How long a question waits for PostgreSQL. */
    @WithDefault("200ms")
    Duration postgresPatience();
}
