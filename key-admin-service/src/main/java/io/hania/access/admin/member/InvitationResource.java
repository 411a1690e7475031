package io.hania.access.admin.member;

import io.hania.access.admin.account.Account;
import io.hania.access.admin.account.AccountStore;
import io.hania.access.admin.account.Invitation;
import io.hania.access.admin.account.InvitationStore;
import io.hania.access.admin.account.Passwords;
import io.hania.access.admin.audit.Actor;
import io.hania.access.admin.audit.AuditLog;
import io.hania.access.admin.page.Plain;
import io.hania.access.admin.page.Redirect;
import io.hania.access.admin.page.Visit;
import io.hania.access.admin.session.SessionCookies;
import io.hania.access.admin.session.SignIn;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestForm;
import org.jspecify.annotations.Nullable;

/** Accepting an invitation: with a new password, or with the password of the account that is there. */
@Path("/invitation/{secret:[A-Za-z0-9_-]{20,60}}")
@Produces(MediaType.TEXT_HTML)
public class InvitationResource {
    /** The pages. */
    @CheckedTemplate(basePath = "member")
    static class Templates {
        static native TemplateInstance join(
                Plain page, String secret, Optional<Invitation> invitation, boolean known, String fault);
    }

    private final Visit visit;
    private final InvitationStore invitations;
    private final AccountStore accounts;
    private final Passwords passwords;
    private final SignIn signIn;
    private final AuditLog audit;
    private final Pool pool;

    InvitationResource(
            Visit visit,
            InvitationStore invitations,
            AccountStore accounts,
            Passwords passwords,
            SignIn signIn,
            AuditLog audit,
            Pool pool) {
        this.visit = visit;
        this.invitations = invitations;
        this.accounts = accounts;
        this.passwords = passwords;
        this.signIn = signIn;
        this.audit = audit;
        this.pool = pool;
    }

    @GET
    public Uni<Response> page(String secret) {
        return invitations.findBySecret(secret).chain(found -> show(secret, found, "", found.isEmpty() ? 410 : 200));
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> join(String secret, @RestForm @Nullable String password) {
        Actor visitor = visit.visitor();
        String given = password == null ? "" : password;
        return invitations
                .findBySecret(secret)
                .chain(found -> found.isEmpty()
                        ? show(secret, found, "", 410)
                        : accounts.findByEmail(found.get().email())
                                .chain(account -> account.isPresent()
                                        ? joinKnown(secret, found.get(), account.get(), given, visitor)
                                        : joinNew(secret, found.get(), given, visitor)));
    }

    private Uni<Response> joinKnown(
            String secret, Invitation invitation, Account account, String password, Actor visitor) {
        return signIn.proves(account.id(), account.email(), password, visitor)
                .chain(right -> right
                        ? enter(secret, invitation, account, visitor, false)
                        : show(secret, Optional.of(invitation), "wrong", 422));
    }

    private Uni<Response> joinNew(String secret, Invitation invitation, String password, Actor visitor) {
        String fault = Passwords.fault(password, invitation.email());
        if (fault != null) {
            return show(secret, Optional.of(invitation), fault, 422);
        }
        return passwords
                .hash(password)
                .map(hash -> new Account(UUID.randomUUID(), invitation.email(), hash, null))
                .chain(account -> enter(secret, invitation, account, visitor, true));
    }

    private Uni<Response> enter(String secret, Invitation invitation, Account account, Actor visitor, boolean create) {
        Actor actor = new Actor(invitation.tenant(), account.email(), visitor.address(), visitor.agent());
        JsonObject detail = JsonObject.of("role", invitation.role().id(), "invited_by", invitation.invitedBy());
        return pool.withTransaction(tx -> invitations
                        .accept(tx, invitation.id())
                        .chain(open -> open
                                ? (create
                                                ? accounts.insert(tx, account)
                                                : Uni.createFrom().voidItem())
                                        .chain(() ->
                                                accounts.join(tx, account.id(), invitation.tenant(), invitation.role()))
                                        .chain(() -> audit.append(
                                                tx,
                                                actor,
                                                "member.joined",
                                                account.id().toString(),
                                                detail))
                                        .replaceWith(true)
                                : Uni.createFrom().item(false)))
                .chain(joined -> joined
                        ? signIn.openIn(account, invitation.tenant(), visitor)
                                .map(session -> Redirect.toward("/settings/api-keys?done=joined")
                                        .cookie(SessionCookies.carrying(session))
                                        .build())
                        : show(secret, Optional.empty(), "", 410));
    }

    private Uni<Response> show(String secret, Optional<Invitation> found, String fault, int status) {
        Plain plain = visit.plain();
        Uni<Boolean> known = found.isEmpty()
                ? Uni.createFrom().item(false)
                : accounts.findByEmail(found.get().email()).map(Optional::isPresent);
        return known.map(account -> Response.status(status)
                .entity(Templates.join(plain, secret, found, account, fault))
                .build());
    }
}
