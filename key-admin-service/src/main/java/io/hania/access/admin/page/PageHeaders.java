package io.hania.access.admin.page;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Pages are never kept by browsers or proxies: Back asks again, and shows nothing that was shown once. */
class PageHeaders {
    private final Errors errors;

    PageHeaders(Errors errors) {
        this.errors = errors;
    }

    @ServerResponseFilter
    Uni<Void> neverStored(ContainerRequestContext request, ContainerResponseContext response) {
        response.getHeaders().putSingle("Cache-Control", "no-store");
        if (MediaType.TEXT_HTML_TYPE.equals(response.getMediaType())) {
            response.getHeaders().putSingle("Content-Type", "text/html;charset=UTF-8");
        }
        boolean bare = response.getStatus() >= 400 && !response.hasEntity();
        return bare ? explain(response) : Uni.createFrom().nullItem();
    }

    /** A form whose token is missing or stale is answered 400 without a word by the framework. */
    private Uni<Void> explain(ContainerResponseContext response) {
        boolean form = response.getStatus() == 400;
        int status = form ? 403 : response.getStatus();
        return errors.page(status, form ? "stale" : Errors.kind(status), "")
                .map(Response::getEntity)
                .invoke(html -> {
                    response.setStatus(status);
                    response.setEntity(html, new java.lang.annotation.Annotation[0], MediaType.TEXT_HTML_TYPE);
                })
                .replaceWithVoid();
    }
}
