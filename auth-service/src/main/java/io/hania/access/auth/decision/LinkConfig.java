package io.hania.access.auth.decision;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The decision link, over which gateways ask. */
@ConfigMapping(prefix = "auth.link")
public interface LinkConfig {
    /** Where it listens; 0 for any free port. */
    @WithDefault("8181")
    int port();

    /** How many event loops decide; 0 for one a core. */
    @WithDefault("0")
    int loops();

    /** How long gateways are given to go elsewhere when this auth-service stops. */
    @WithDefault("5s")
    Duration drain();
}
