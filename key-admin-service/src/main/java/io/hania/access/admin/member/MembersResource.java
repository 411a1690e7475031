package io.hania.access.admin.member;

import io.hania.access.admin.account.Invitation;
import io.hania.access.admin.account.InvitationStore;
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
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The members of a workspace; only owners change them. */
@Path("/settings/members")
@Produces(MediaType.TEXT_HTML)
@Authenticated
public class MembersResource {
    private static final String ID = "{id:[0-9a-fA-F-]{36}}";

    /** The pages. */
    @CheckedTemplate(basePath = "member")
    static class Templates {
        static native TemplateInstance members(
                Frame frame, List<Member> members, List<Invitation> invitations, String fault);

        static native TemplateInstance invited(Frame frame, String email, String path);
    }

    private final Frames frames;
    private final Visit visit;
    private final MemberStore members;
    private final InvitationStore invitations;
    private final AuditLog audit;
    private final Pool pool;

    MembersResource(
            Frames frames, Visit visit, MemberStore members, InvitationStore invitations, AuditLog audit, Pool pool) {
        this.frames = frames;
        this.visit = visit;
        this.members = members;
        this.invitations = invitations;
        this.audit = audit;
        this.pool = pool;
    }

    @GET
    public Uni<TemplateInstance> members(@RestQuery @Nullable String done) {
        return page(done, "");
    }

    /** The link is in the answer and nowhere else: its secret is stored as a hash. */
    @POST
    @Path("invite")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed(Role.OWNS)
    public Uni<Response> invite(@RestForm @Nullable String email, @RestForm @Nullable String role) {
        String address = email == null ? "" : email.strip();
        if (!address.matches("[^@\\s\\p{Cntrl}]{1,64}@[^@\\s\\p{Cntrl}]{1,180}")) {
            return page(null, "email-unfit")
                    .map(page -> Response.status(422).entity(page).build());
        }
        Invitation.Fresh fresh = Invitation.Fresh.of(
                visit.operator().tenant(),
                address,
                named(role),
                visit.operator().email());
        JsonObject detail = JsonObject.of("email", address, "role", fresh.role().id());
        return pool.withTransaction(tx -> invitations
                        .insert(tx, fresh)
                        .chain(() -> audit.append(
                                tx, visit.actor(), "member.invited", fresh.id().toString(), detail)))
                .chain(() -> frames.of("members"))
                .map(frame -> Response.status(Response.Status.CREATED)
                        .entity(Templates.invited(frame, address, "/invitation/" + fresh.secret()))
                        .build());
    }

    @POST
    @Path("invitations/" + ID + "/withdraw")
    @RolesAllowed(Role.OWNS)
    public Uni<Response> withdraw(UUID id) {
        return pool.withTransaction(tx -> invitations
                        .withdraw(tx, visit.operator().tenant(), id)
                        .chain(open -> open ? note(tx, "invitation.withdrawn", id, new JsonObject()) : missing()))
                .map(done -> Redirect.to("/settings/members?done=withdrawn"));
    }

    @POST
    @Path(ID + "/role")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed(Role.OWNS)
    public Uni<Response> change(UUID id, @RestForm @Nullable String role) {
        UUID tenant = visit.operator().tenant();
        Role wanted = named(role);
        return known(tenant, id)
                .chain(() -> pool.withTransaction(tx -> members.lock(tx, tenant)
                        .chain(() -> members.change(tx, tenant, id, wanted))
                        .call(changed -> changed
                                ? note(tx, "member.changed", id, JsonObject.of("role", wanted.id()))
                                : Uni.createFrom().voidItem())))
                .chain(changed -> outcome(changed, "saved"));
    }

    @POST
    @Path(ID + "/remove")
    @RolesAllowed(Role.OWNS)
    public Uni<Response> remove(UUID id) {
        UUID tenant = visit.operator().tenant();
        return known(tenant, id)
                .chain(() -> pool.withTransaction(tx -> members.lock(tx, tenant)
                        .chain(() -> members.remove(tx, tenant, id))
                        .call(removed -> removed
                                ? note(tx, "member.removed", id, new JsonObject())
                                : Uni.createFrom().voidItem())))
                .chain(removed -> outcome(removed, "removed"));
    }

    private Uni<Void> known(UUID tenant, UUID account) {
        return members.isMember(tenant, account)
                .chain(known -> known ? Uni.createFrom().voidItem() : missing());
    }

    private Uni<Response> outcome(boolean changed, String done) {
        return changed
                ? Uni.createFrom().item(Redirect.to("/settings/members?done=" + done))
                : page(null, "last-owner")
                        .map(page -> Response.status(409).entity(page).build());
    }

    private Uni<Void> note(SqlClient tx, String action, UUID subject, JsonObject detail) {
        return audit.append(tx, visit.actor(), action, subject.toString(), detail);
    }

    private static Uni<Void> missing() {
        return Uni.createFrom().failure(NotFoundException::new);
    }

    /** Whatever isn't a role looks only. */
    private static Role named(@Nullable String role) {
        return "owner".equals(role) ? Role.OWNER : "admin".equals(role) ? Role.ADMIN : Role.VIEWER;
    }

    private Uni<TemplateInstance> page(@Nullable String done, String fault) {
        UUID tenant = visit.operator().tenant();
        return Uni.combine()
                .all()
                .unis(frames.of("members", done), members.of(tenant), invitations.open(tenant))
                .with((frame, all, open) -> Templates.members(frame, all, open, fault));
    }
}
