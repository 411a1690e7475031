package io.hania.access.admin.key;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The form of keys, the same in every service. */
@ConfigMapping(prefix = "keys")
public interface KeysConfig {
    /** What every key begins with. */
    @WithDefault("hania")
    String prefix();
}
