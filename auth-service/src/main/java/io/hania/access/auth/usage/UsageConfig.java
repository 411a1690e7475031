package io.hania.access.auth.usage;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How usage is written. */
@ConfigMapping(prefix = "auth.usage")
public interface UsageConfig {
    /** How often; a crash loses what was noted since. At most 5 s. */
    @WithDefault("5s")
    Duration flush();

    /** How many keys, refusals and sightings are noted between two flushes; the rest is counted as lost. */
    @WithDefault("20000")
    int most();

    /** How long the true reason of a refusal can be looked up. */
    @WithDefault("24h")
    Duration refusals();
}
