package io.hania.access.admin.session;

import io.hania.access.admin.page.Redirect;
import io.hania.access.admin.page.Visit;
import io.quarkus.oidc.OidcSession;
import io.quarkus.security.AuthenticationRedirectException;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.jwt.Claims;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/**
 * Signing in with a company account. Quarkus sends whoever comes here to the provider and back (authorization code with
 * PKCE, state and nonce), and checks the ID token; the session that this leads to is our own, and the provider's tokens
 * are dropped at once.
 */
@Path(CompanyResource.PATH)
public class CompanyResource {
    static final String PATH = "/sign-in/company";

    private static final Logger LOG = Logger.getLogger(CompanyResource.class);

    private static final int BEFORE_QUARKUS = -1000;
    private static final int SEE_OTHER = 303;

    private final OidcSignIn signIn;
    private final OidcSession provider;
    private final SecurityIdentity identity;
    private final Visit visit;

    CompanyResource(OidcSignIn signIn, OidcSession provider, SecurityIdentity identity, Visit visit) {
        this.signIn = signIn;
        this.provider = provider;
        this.identity = identity;
        this.visit = visit;
    }

    /** What the provider sends back and isn't in order ends at the sign-in page, not in an empty 401. */
    static void route(@Observes Router router) {
        router.route(PATH + "*").order(BEFORE_QUARKUS).failureHandler(CompanyResource::broken);
    }

    private static void broken(RoutingContext context) {
        if (context.failure() instanceof AuthenticationRedirectException) {
            context.next();
            return;
        }
        LOG.warnf("signing in with a company account came to nothing: %s", context.failure());
        context.response()
                .setStatusCode(SEE_OTHER)
                .putHeader("Location", "/sign-in?company=oidc-broken")
                .end();
    }

    /** @param next where to go afterwards */
    @GET
    public Uni<Response> enter(@RestQuery @Nullable String next) {
        if (!signIn.offered() || !(identity.getPrincipal() instanceof JsonWebToken token)) {
            throw new NotFoundException();
        }
        return signIn.enter(person(token), visit.visitor())
                .call(() -> provider.logout())
                .map(secret -> secret.map(opened -> Redirect.toward(SafeNext.of(next))
                                .cookie(SessionCookies.carrying(opened.value()))
                                .build())
                        .orElseGet(() -> Redirect.to("/sign-in?company=oidc")));
    }

    private static OidcSignIn.Person person(JsonWebToken token) {
        boolean verified = Boolean.TRUE.equals(token.getClaim(Claims.email_verified));
        Optional<String> email = verified ? token.claim(Claims.email) : Optional.empty();
        Long proved = token.getClaim(Claims.auth_time);
        return new OidcSignIn.Person(
                token.getIssuer() + '|' + token.getSubject(),
                email,
                proved == null ? Instant.EPOCH : Instant.ofEpochSecond(proved));
    }
}
