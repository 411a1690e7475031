package io.hania.access.auth.limit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How calls are limited. The limits themselves belong to the keys. */
@ConfigMapping(prefix = "auth.limit")
public interface LimitConfig {
    /** The sliding window in which a key's calls are counted, a multiple of 100 ms. */
    @WithDefault("1h")
    Duration window();

    /** How many auth-services share a limit while Redis is lost: each then lets its share through. */
    @WithDefault("1")
    int instances();

    /** How many keys are counted in memory while Redis is lost; of more, the longest unused are forgotten. */
    @WithDefault("20000")
    int keysInMemory();
}
