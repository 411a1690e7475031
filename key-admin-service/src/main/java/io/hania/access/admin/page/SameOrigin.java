package io.hania.access.admin.page;

import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/**
 * Refuses forms that another site sends, by what the browser itself says of their origin; the token in each form comes
 * on top. The host is the one the browser asked for, so this works behind any proxy that keeps {@code Host}.
 */
class SameOrigin {
    @ServerRequestFilter(preMatching = true)
    @Nullable
    Response refuseForeignForms(ContainerRequestContext context, HttpServerRequest request) {
        boolean reading =
                context.getMethod().equals("GET") || context.getMethod().equals("HEAD");
        boolean foreign = foreignSite(request.getHeader("Sec-Fetch-Site"))
                || foreignOrigin(request.getHeader("Origin"), String.valueOf(request.authority()));
        return reading || !foreign
                ? null
                : Response.status(Response.Status.FORBIDDEN).build();
    }

    private static boolean foreignSite(@Nullable String site) {
        return site != null && !site.equals("same-origin") && !site.equals("none");
    }

    private static boolean foreignOrigin(@Nullable String origin, String host) {
        if (origin == null) {
            return false;
        }
        try {
            return !String.valueOf(URI.create(origin).getAuthority()).equalsIgnoreCase(host);
        } catch (IllegalArgumentException malformed) {
            return true;
        }
    }
}
