package io.hania.access.admin.session;

import io.hania.access.admin.account.Operator;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Knows an operator by the session cookie; who has none is sent to the sign-in page and back. */
@ApplicationScoped
public class SessionMechanism implements HttpAuthenticationMechanism {
    private static final int SEE_OTHER = 303;
    private static final int NO_CONTENT = 204;

    private final SessionStore sessions;

    SessionMechanism(SessionStore sessions) {
        this.sessions = sessions;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager identities) {
        Optional<SessionSecret> secret = secret(context);
        if (secret.isEmpty()) {
            return Uni.createFrom().optional(Optional.empty());
        }
        return sessions.find(secret.get())
                .chain(found -> Uni.createFrom().optional(found.map(SessionMechanism::identity)));
    }

    /** Ahead of OpenID Connect, which has addresses of its own and asks one more than usual for itself. */
    @Override
    public int getPriority() {
        return DEFAULT_PRIORITY + 2;
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        boolean swap = context.request().getHeader("HX-Request") != null;
        return Uni.createFrom()
                .item(
                        swap
                                ? new ChallengeData(NO_CONTENT, "HX-Redirect", signIn(context))
                                : new ChallengeData(SEE_OTHER, "Location", signIn(context)));
    }

    private static Optional<SessionSecret> secret(RoutingContext context) {
        Cookie cookie = context.request().getCookie(SessionSecret.COOKIE);
        return Optional.ofNullable(cookie)
                .map(Cookie::getValue)
                .map(SessionSecret::new)
                .filter(SessionSecret::plausible);
    }

    private static SecurityIdentity identity(Operator operator) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(operator)
                .addRole(operator.role().id())
                .build();
    }

    /** A form that was sent can't be sent again, so what is come back to is the page that it was on. */
    private static String signIn(RoutingContext context) {
        HttpServerRequest request = context.request();
        String swapped = request.getHeader("HX-Current-URL");
        boolean page = request.method() == HttpMethod.GET && swapped == null;
        String next = page ? request.uri() : path(swapped == null ? request.getHeader("Referer") : swapped);
        String reason = request.getCookie(SessionSecret.COOKIE) == null ? "" : "&ended=true";
        return "/sign-in?next=" + URLEncoder.encode(next, StandardCharsets.UTF_8) + reason;
    }

    /** An address without its host, so that it can only lead to a page of ours. */
    private static String path(@Nullable String address) {
        if (address == null) {
            return "/";
        }
        try {
            URI uri = new URI(address);
            String query = uri.getRawQuery() == null ? "" : '?' + uri.getRawQuery();
            return uri.getRawPath() == null ? "/" : uri.getRawPath() + query;
        } catch (URISyntaxException malformed) {
            return "/";
        }
    }
}
