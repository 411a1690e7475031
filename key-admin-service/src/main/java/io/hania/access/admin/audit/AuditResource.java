package io.hania.access.admin.audit;

import io.hania.access.admin.account.Role;
import io.hania.access.admin.page.Frame;
import io.hania.access.admin.page.Frames;
import io.hania.access.admin.page.Visit;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The audit log's page, its exports, and the check of its chain. */
@Path("/audit")
@Produces(MediaType.TEXT_HTML)
@Authenticated
public class AuditResource {
    private static final int PAGE = 50;
    private static final int MOST_EXPORTED = 10_000;

    /** The pages. */
    @CheckedTemplate(basePath = "audit")
    static class Templates {
        static native TemplateInstance log(
                Frame frame, AuditFilter filter, List<AuditEntry> entries, boolean more, Optional<ChainState> chain);
    }

    private final Frames frames;
    private final Visit visit;
    private final AuditStore store;
    private final AuditLog log;
    private final Pool pool;

    AuditResource(Frames frames, Visit visit, AuditStore store, AuditLog log, Pool pool) {
        this.frames = frames;
        this.visit = visit;
        this.store = store;
        this.log = log;
        this.pool = pool;
    }

    /** @param before the id of the last entry of the page before */
    @GET
    public Uni<TemplateInstance> log(
            @RestQuery @Nullable String actor,
            @RestQuery @Nullable String action,
            @RestQuery @Nullable String subject,
            @RestQuery @Nullable String from,
            @RestQuery @Nullable String to,
            @RestQuery @Nullable Long before) {
        return page(AuditFilter.of(actor, action, subject, from, to, before), Optional.empty());
    }

    /** Follows the chain of the whole workspace. */
    @POST
    @Path("verify")
    public Uni<TemplateInstance> verify() {
        return store.verify(Optional.of(visit.operator().tenant()))
                .chain(state -> page(AuditFilter.of(null, null, null, null, null, null), Optional.of(state)));
    }

    /** What the filter shows, up to 10,000 entries, for spreadsheets or programs. Who took it, the log knows. */
    @GET
    @Path("export.{format:csv|json}")
    @Produces(MediaType.WILDCARD)
    @RolesAllowed({Role.OWNS, Role.ADMINISTERS})
    public Uni<Response> export(
            @PathParam("format") String format,
            @RestQuery @Nullable String actor,
            @RestQuery @Nullable String action,
            @RestQuery @Nullable String subject,
            @RestQuery @Nullable String from,
            @RestQuery @Nullable String to) {
        AuditFilter filter = AuditFilter.of(actor, action, subject, from, to, null);
        boolean csv = format.equals("csv");
        JsonObject detail = JsonObject.of("format", format, "filter", filter.address());
        return log.append(pool, visit.actor(), "audit.exported", null, detail)
                .chain(() -> store.find(visit.operator().tenant(), filter, MOST_EXPORTED))
                .map(entries -> Response.ok(csv ? AuditExport.csv(entries) : AuditExport.json(entries))
                        .type(csv ? "text/csv;charset=UTF-8" : "application/json")
                        .header("Content-Disposition", "attachment; filename=\"audit." + format + "\"")
                        .build());
    }

    private Uni<TemplateInstance> page(AuditFilter filter, Optional<ChainState> chain) {
        Uni<List<AuditEntry>> entries = store.find(visit.operator().tenant(), filter, PAGE + 1);
        return Uni.combine().all().unis(frames.of("audit"), entries).with((frame, found) -> {
            boolean more = found.size() > PAGE;
            return Templates.log(frame, filter, more ? found.subList(0, PAGE) : found, more, chain);
        });
    }
}
