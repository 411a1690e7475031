package io.hania.access.admin.page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.ForbiddenException;
import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.PgException;
import jakarta.inject.Singleton;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Pages for what goes wrong: each says what happened, and what to do next. */
@Singleton
public class Errors {
    private static final Logger LOG = Logger.getLogger(Errors.class);
    private static final String UNFIT_CHARACTER = "22021";

    /** The pages. */
    @CheckedTemplate(basePath = "page")
    static class Templates {
        static native TemplateInstance error(Plain page, String kind, String reference);
    }

    private final Visit visit;

    Errors(Visit visit) {
        this.visit = visit;
    }

    @ServerExceptionMapper
    public Uni<Response> forbidden(ForbiddenException e) {
        return page(403, "forbidden", "");
    }

    @ServerExceptionMapper
    public Uni<Response> busy(RejectedExecutionException e) {
        return page(503, "busy", "");
    }

    @ServerExceptionMapper
    public Uni<Response> refused(WebApplicationException e) {
        Response response = e.getResponse();
        if (response.getStatus() < 400 || response.hasEntity()) {
            return Uni.createFrom().item(response);
        }
        return page(response.getStatus(), kind(response.getStatus()), "");
    }

    /** Texts that PostgreSQL can't hold, such as one with a NUL in it, are the visitor's fault. */
    @ServerExceptionMapper
    public Uni<Response> unfit(PgException e) {
        return UNFIT_CHARACTER.equals(e.getSqlState()) ? page(400, "invalid", "") : unexpected(e);
    }

    @ServerExceptionMapper
    public Uni<Response> unexpected(Exception e) {
        String reference = UUID.randomUUID().toString();
        LOG.errorf(e, "a page failed, reference %s", reference);
        return page(500, "failed", reference);
    }

    /** The page of an error; {@code kind} chooses its words. */
    Uni<Response> page(int status, String kind, String reference) {
        return Templates.error(visit.plain(), kind, reference)
                .createUni()
                .map(html -> Response.status(status)
                        .type(MediaType.TEXT_HTML + ";charset=UTF-8")
                        .entity(html)
                        .build());
    }

    static String kind(int status) {
        return switch (status) {
            case 403 -> "forbidden";
            case 404 -> "missing";
            case 503 -> "busy";
            default -> "invalid";
        };
    }
}
