package io.hania.access.admin.session;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Whether signing in through an OpenID Connect provider is configured. */
@ApplicationScoped
class OidcSignIn {
    private final boolean offered;

    OidcSignIn(@ConfigProperty(name = "admin.oidc.enabled", defaultValue = "false") boolean offered) {
        this.offered = offered;
    }

    boolean offered() {
        return offered;
    }
}
