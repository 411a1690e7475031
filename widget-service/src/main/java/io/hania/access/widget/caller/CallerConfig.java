package io.hania.access.widget.caller;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;

/** How internal tokens are verified. */
@ConfigMapping(prefix = "widget")
public interface CallerConfig {
    /** Where the auth-service publishes its keys. */
    @WithDefault("http://localhost:8081/.well-known/jwks.json")
    URI jwksUrl();

    /** The auth-service's {@code auth.token.issuer}. */
    @WithDefault("hania-access")
    String tokenIssuer();
}
