package io.hania.access.admin.account;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** Who owns the first workspace. Looked at once, when there is no account yet. */
@ConfigMapping(prefix = "admin.first-owner")
public interface FirstOwnerConfig {
    /** The e-mail address to sign in with; without it a one-time link is written to the log. */
    Optional<String> email();

    /** The password to sign in with; change it after the first sign-in. */
    Optional<String> password();

    /** The workspace's name. */
    @WithDefault("My workspace")
    String workspace();
}
