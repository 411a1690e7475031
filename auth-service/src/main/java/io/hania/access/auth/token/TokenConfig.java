package io.hania.access.auth.token;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What internal tokens say of themselves. */
@ConfigMapping(prefix = "auth.token")
public interface TokenConfig {
    /** The claim {@code iss}. */
    @WithDefault("hania-access")
    String issuer();

    /** How long a token lives: at most a minute. It is handed out while at least half of that is left. */
    @WithDefault("60s")
    Duration lifetime();
}
