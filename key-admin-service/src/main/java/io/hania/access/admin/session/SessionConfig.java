package io.hania.access.admin.session;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long a session lives. */
@ConfigMapping(prefix = "admin.session")
public interface SessionConfig {
    /** From sign-in to the end at the latest. */
    @WithDefault("P14D")
    Duration lifetime();

    /** Without a request for this long it ends. */
    @WithDefault("PT12H")
    Duration idle();
}
