package io.hania.access.widget.platform;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;

/** Where the platform is. */
@ConfigMapping(prefix = "widget")
public interface PlatformConfig {
    /** The platform's address, without a path. */
    @WithDefault("http://localhost:8090")
    URI platformUrl();

    /** How long the platform may say nothing, before an answer or in the midst of one. */
    @WithDefault("60s")
    Duration platformPatience();
}
