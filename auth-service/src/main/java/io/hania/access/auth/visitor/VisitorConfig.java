package io.hania.access.auth.visitor;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How much one visitor may take of a widget key's limit. */
@ConfigMapping(prefix = "auth.visitor")
public interface VisitorConfig {
    /** Per cent of the key's limit that one visitor, or one address without a visitor token, may use; 100: all of it. */
    @WithDefault("25")
    int share();

    /** Calls that a visitor may make in any case, however small the share. */
    @WithDefault("20")
    int atLeast();

    /** How long a visitor token lives; it is renewed by itself at half of that. */
    @WithDefault("10m")
    Duration lifetime();
}
