package io.hania.access.admin.notice;

import io.hania.access.admin.account.Operator;
import io.hania.access.admin.account.Role;
import io.hania.access.admin.audit.AuditLog;
import io.hania.access.admin.page.Frame;
import io.hania.access.admin.page.Frames;
import io.hania.access.admin.page.Redirect;
import io.hania.access.admin.page.Visit;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** A workspace's settings and webhooks; only owners change them. */
@Path("/settings/workspace")
@Produces(MediaType.TEXT_HTML)
@Authenticated
public class WorkspaceResource {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int MOST_WEBHOOKS = 20;

    /** The pages. */
    @CheckedTemplate(basePath = "notice")
    static class Templates {
        static native TemplateInstance workspace(
                Frame frame,
                Settings settings,
                List<Webhook> webhooks,
                List<Webhook.Delivery> deliveries,
                String fault);

        static native TemplateInstance secret(Frame frame, String url, String secret);
    }

    /** What can be set. */
    public record Settings(String name, boolean disableExposed, boolean mail) {}

    private final Frames frames;
    private final Visit visit;
    private final WebhookStore webhooks;
    private final WebhookAddress addresses;
    private final NoticeFanOut fanOut;
    private final AuditLog audit;
    private final Pool pool;

    WorkspaceResource(
            Frames frames,
            Visit visit,
            WebhookStore webhooks,
            WebhookAddress addresses,
            NoticeFanOut fanOut,
            AuditLog audit,
            Pool pool) {
        this.frames = frames;
        this.visit = visit;
        this.webhooks = webhooks;
        this.addresses = addresses;
        this.fanOut = fanOut;
        this.audit = audit;
        this.pool = pool;
    }

    @GET
    public Uni<TemplateInstance> workspace(@RestQuery @Nullable String done) {
        return page(done, "");
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed(Role.OWNS)
    public Uni<Response> save(
            @RestForm @Nullable String name,
            @RestForm("disable_exposed") @Nullable String disableExposed,
            @RestForm @Nullable String mail) {
        UUID tenant = visit.operator().tenant();
        String wanted = name == null || name.isBlank() ? visit.operator().workspace() : name.strip();
        Settings after = new Settings(
                wanted.length() > 100 ? wanted.substring(0, 100) : wanted, disableExposed != null, mail != null);
        return settings(tenant)
                .chain(before -> pool.withTransaction(tx -> tx.preparedQuery("""
                                update access.workspace set name = $2, disable_exposed = $3, mail_notices = $4
                                 where id = $1
                                """)
                        .execute(Tuple.of(tenant, after.name(), after.disableExposed(), after.mail()))
                        .chain(() -> audit.append(
                                tx,
                                visit.actor(),
                                "workspace.changed",
                                tenant.toString(),
                                JsonObject.of("before", json(before), "after", json(after))))))
                .replaceWith(() -> Redirect.to("/settings/workspace?done=saved"));
    }

    @POST
    @Path("webhooks")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed(Role.OWNS)
    public Uni<Response> add(@RestForm @Nullable String url) {
        Operator operator = visit.operator();
        String address = url == null ? "" : url.strip();
        if (!addresses.fits(address)) {
            return page(null, "url-unfit")
                    .map(page -> Response.status(422).entity(page).build());
        }
        byte[] random = new byte[24];
        RANDOM.nextBytes(random);
        String secret = "whsec_" + HexFormat.of().formatHex(random);
        UUID id = UUID.randomUUID();
        return webhooks.of(operator.tenant())
                .chain(known -> known.size() >= MOST_WEBHOOKS
                        ? page(null, "url-unfit")
                                .map(page -> Response.status(409).entity(page).build())
                        : pool.withTransaction(tx -> webhooks.insert(
                                                tx, id, operator.tenant(), address, secret, operator.email())
                                        .chain(() -> audit.append(
                                                tx,
                                                visit.actor(),
                                                "webhook.created",
                                                id.toString(),
                                                JsonObject.of("url", address))))
                                .chain(() -> frames.of("workspace"))
                                .map(frame -> Response.status(Response.Status.CREATED)
                                        .entity(Templates.secret(frame, address, secret))
                                        .build()));
    }

    @POST
    @Path("webhooks/{id:[0-9a-fA-F-]{36}}/remove")
    @RolesAllowed(Role.OWNS)
    public Uni<Response> remove(UUID id) {
        return pool.withTransaction(tx -> webhooks.remove(tx, visit.operator().tenant(), id)
                        .chain(removed -> removed
                                ? audit.append(tx, visit.actor(), "webhook.removed", id.toString(), new JsonObject())
                                : Uni.createFrom().failure(NotFoundException::new)))
                .replaceWith(() -> Redirect.to("/settings/workspace?done=removed"));
    }

    @POST
    @Path("webhooks/test")
    @RolesAllowed(Role.OWNS)
    public Uni<Response> test() {
        return fanOut.test(visit.operator().tenant()).replaceWith(() -> Redirect.to("/settings/workspace?done=tested"));
    }

    @POST
    @Path("deliveries/{id:[0-9a-fA-F-]{36}}/send")
    @RolesAllowed(Role.OWNS)
    public Uni<Response> sendAgain(UUID id) {
        return webhooks.sendAgain(visit.operator().tenant(), id)
                .chain(known -> known
                        ? Uni.createFrom().item(Redirect.to("/settings/workspace?done=resent"))
                        : Uni.createFrom().failure(NotFoundException::new));
    }

    private Uni<TemplateInstance> page(@Nullable String done, String fault) {
        UUID tenant = visit.operator().tenant();
        return Uni.combine()
                .all()
                .unis(frames.of("workspace", done), settings(tenant), webhooks.of(tenant), webhooks.deliveries(tenant))
                .with((frame, settings, hooks, deliveries) ->
                        Templates.workspace(frame, settings, hooks, deliveries, fault));
    }

    private Uni<Settings> settings(UUID tenant) {
        return pool.preparedQuery("select name, disable_exposed, mail_notices from access.workspace where id = $1")
                .execute(Tuple.of(tenant))
                .map(rows -> rows.iterator().next())
                .map(row -> new Settings(
                        row.getString("name"), row.getBoolean("disable_exposed"), row.getBoolean("mail_notices")));
    }

    private static JsonObject json(Settings settings) {
        return JsonObject.of(
                "name", settings.name(), "disable_exposed", settings.disableExposed(), "mail", settings.mail());
    }
}
