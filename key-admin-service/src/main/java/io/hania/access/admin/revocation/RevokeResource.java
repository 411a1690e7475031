package io.hania.access.admin.revocation;

import io.hania.access.admin.account.Operator;
import io.hania.access.admin.account.Role;
import io.hania.access.admin.audit.Actor;
import io.hania.access.admin.creation.KeyForm;
import io.hania.access.admin.key.AccountKey;
import io.hania.access.admin.key.KeyChange;
import io.hania.access.admin.key.KeyStore;
import io.hania.access.admin.page.Frame;
import io.hania.access.admin.page.Frames;
import io.hania.access.admin.page.Visit;
import io.hania.access.admin.session.Proof;
import io.hania.access.admin.usage.KeyUse;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestForm;
import org.jspecify.annotations.Nullable;

/** Revoking one key: what will break is said first, and when it holds afterwards. */
@Path("/settings/api-keys/{id:[0-9a-fA-F-]{36}}/revoke")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed({Role.OWNS, Role.ADMINISTERS})
public class RevokeResource {
    /** The pages. */
    @CheckedTemplate(basePath = "revocation")
    static class Templates {
        static native TemplateInstance revoke(Frame frame, AccountKey key, KeyUse use, boolean prove, String fault);

        static native TemplateInstance revoked(Frame frame, KeyChange.Changed change);
    }

    private final Frames frames;
    private final Visit visit;
    private final KeyStore store;
    private final KeyUse.Store uses;
    private final KeyChange changes;
    private final Proof proof;

    RevokeResource(Frames frames, Visit visit, KeyStore store, KeyUse.Store uses, KeyChange changes, Proof proof) {
        this.frames = frames;
        this.visit = visit;
        this.store = store;
        this.uses = uses;
        this.changes = changes;
        this.proof = proof;
    }

    @GET
    public Uni<TemplateInstance> form(UUID id) {
        return found(id).chain(key -> ask(key, visit.operator().mustProve(), ""));
    }

    /** @param name the key's name as typed, wanted if the key was used in the last day */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> revoke(UUID id, @RestForm @Nullable String name, @RestForm @Nullable String password) {
        Operator operator = visit.operator();
        Actor actor = visit.actor();
        return found(id)
                .chain(key -> uses.of(key.id())
                        .chain(use -> use.recent()
                                        && key.live()
                                        && !key.name().strip().equals(KeyForm.text(name))
                                ? again(key, operator.mustProve(), "name-mistyped")
                                : proof.of(operator, actor, password).chain(state -> switch (state) {
                                    case GIVEN -> end(operator, actor, key);
                                    case WANTED -> again(key, true, "");
                                    case WRONG -> again(key, true, "password-wrong");
                                })));
    }

    private Uni<Response> end(Operator operator, Actor actor, AccountKey key) {
        return changes.change(
                        operator.tenant(),
                        key.id(),
                        actor,
                        "key.revoked",
                        found -> found.revoked() ? found : found.withStatus("revoked", null))
                .chain(change -> frames.of("keys")
                        .map(frame -> Response.ok(Templates.revoked(frame, change.orElseThrow(NotFoundException::new)))
                                .build()));
    }

    private Uni<Response> again(AccountKey key, boolean prove, String fault) {
        return ask(key, prove, fault)
                .map(page -> Response.status(422).entity(page).build());
    }

    private Uni<TemplateInstance> ask(AccountKey key, boolean prove, String fault) {
        return Uni.combine()
                .all()
                .unis(frames.of("keys"), uses.of(key.id()))
                .asTuple()
                .map(both -> Templates.revoke(both.getItem1(), key, both.getItem2(), prove, fault));
    }

    private Uni<AccountKey> found(UUID id) {
        return store.find(visit.operator().tenant(), id).map(key -> key.orElseThrow(NotFoundException::new));
    }
}
