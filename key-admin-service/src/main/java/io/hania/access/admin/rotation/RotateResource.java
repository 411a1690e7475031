package io.hania.access.admin.rotation;

import io.hania.access.admin.account.Operator;
import io.hania.access.admin.account.Role;
import io.hania.access.admin.audit.Actor;
import io.hania.access.admin.creation.NewKeyResource;
import io.hania.access.admin.creation.Reveal;
import io.hania.access.admin.key.AccountKey;
import io.hania.access.admin.key.KeyStore;
import io.hania.access.admin.page.Frame;
import io.hania.access.admin.page.Frames;
import io.hania.access.admin.page.Redirect;
import io.hania.access.admin.page.Visit;
import io.hania.access.admin.session.Proof;
import io.hania.access.admin.usage.KeyUse;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestForm;
import org.jspecify.annotations.Nullable;

/** Rotating one key: how long the old secret may live on is asked first, the new one is shown once. */
@Path("/settings/api-keys/{id:[0-9a-fA-F-]{36}}/rotate")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed({Role.OWNS, Role.ADMINISTERS})
public class RotateResource {
    /** The pages. */
    @CheckedTemplate(basePath = "rotation")
    static class Templates {
        static native TemplateInstance rotate(
                Frame frame, AccountKey key, KeyUse use, Form form, Grace[] graces, boolean prove, boolean wrong);
    }

    /** The form as it was sent, or as it is first shown. */
    public record Form(Grace grace, boolean quietly, String once) {}

    private final Frames frames;
    private final Visit visit;
    private final KeyStore store;
    private final KeyUse.Store uses;
    private final Rotations rotations;
    private final Proof proof;
    private final Reveal reveal;

    RotateResource(
            Frames frames,
            Visit visit,
            KeyStore store,
            KeyUse.Store uses,
            Rotations rotations,
            Proof proof,
            Reveal reveal) {
        this.frames = frames;
        this.visit = visit;
        this.store = store;
        this.uses = uses;
        this.rotations = rotations;
        this.proof = proof;
        this.reveal = reveal;
    }

    @GET
    public Uni<Response> form(UUID id) {
        Form form = new Form(Grace.DAY, true, UUID.randomUUID().toString());
        return found(id)
                .chain(key -> key.replacedBy() != null
                        ? Uni.createFrom().item(Redirect.to("/settings/api-keys/" + id))
                        : ask(key, form, visit.operator().mustProve(), false, 200));
    }

    /**
     * @param grace {@code now}, {@code 1h}, {@code 24h} or {@code 7d}
     * @param quiet whether the old key ends earlier once it is quiet
     * @param once makes a form sent twice one rotation
     */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> rotate(
            UUID id,
            @RestForm @Nullable String grace,
            @RestForm @Nullable String quiet,
            @RestForm @Nullable String once,
            @RestForm @Nullable String password,
            @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey) {
        Operator operator = visit.operator();
        Actor actor = visit.actor();
        Form form = new Form(Grace.of(grace), quiet != null, NewKeyResource.token(once, idempotencyKey));
        return found(id)
                .chain(key -> proof.of(operator, actor, password).chain(state -> switch (state) {
                    case GIVEN ->
                        rotations
                                .rotate(operator, actor, id, form.grace(), form.quietly(), form.once())
                                .chain(this::answer)
                                .onFailure(Rotations.AlreadyReplaced.class)
                                .recoverWithItem(() -> Redirect.to("/settings/api-keys/" + id));
                    case WANTED -> ask(key, form, true, false, 422);
                    case WRONG -> ask(key, form, true, true, 422);
                }));
    }

    private Uni<Response> answer(Rotations.Outcome outcome) {
        return frames.of("keys").map(frame -> switch (outcome) {
            case Rotations.Outcome.Made(var key, var raw) ->
                Response.status(Response.Status.CREATED)
                        .entity(reveal.page(frame, key, raw))
                        .build();
            case Rotations.Outcome.MadeBefore(var made) ->
                Response.status(Response.Status.CONFLICT)
                        .entity(reveal.madeBefore(frame, made))
                        .build();
            case Rotations.Outcome.Refused refused -> throw new NotFoundException();
        });
    }

    private Uni<Response> ask(AccountKey key, Form form, boolean prove, boolean wrong, int status) {
        return Uni.combine()
                .all()
                .unis(frames.of("keys"), uses.of(key.id()))
                .with((frame, use) -> Response.status(status)
                        .entity(Templates.rotate(frame, key, use, form, Grace.values(), prove, wrong))
                        .build());
    }

    private Uni<AccountKey> found(UUID id) {
        return store.find(visit.operator().tenant(), id)
                .map(key -> key.filter(found -> !found.revoked()).orElseThrow(NotFoundException::new));
    }
}
