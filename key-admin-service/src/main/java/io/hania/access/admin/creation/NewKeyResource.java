package io.hania.access.admin.creation;

import io.hania.access.admin.account.Operator;
import io.hania.access.admin.account.Role;
import io.hania.access.admin.audit.Actor;
import io.hania.access.admin.key.AbilityGrid;
import io.hania.access.admin.page.Frame;
import io.hania.access.admin.page.Frames;
import io.hania.access.admin.page.Visit;
import io.hania.access.admin.session.Proof;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Creating an account key: the form, and the one page that ever shows the key. */
@Path("/settings/api-keys")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed({Role.OWNS, Role.ADMINISTERS})
public class NewKeyResource {
    private static final int LONGEST_TOKEN = 255;

    /** The pages. */
    @CheckedTemplate(basePath = "key")
    static class Templates {
        static native TemplateInstance create(
                Frame frame,
                KeyForm form,
                Map<String, String> faults,
                List<AbilityGrid.Resource> resources,
                boolean prove);
    }

    private final Frames frames;
    private final Visit visit;
    private final AbilityGrid grid;
    private final Keys keys;
    private final Proof proof;
    private final Reveal reveal;

    NewKeyResource(Frames frames, Visit visit, AbilityGrid grid, Keys keys, Proof proof, Reveal reveal) {
        this.frames = frames;
        this.visit = visit;
        this.grid = grid;
        this.keys = keys;
        this.proof = proof;
        this.reveal = reveal;
    }

    /**
     * @param preset {@code all}, {@code read-only} or {@code custom}, filled in from a link
     */
    @GET
    @Path("new")
    public Uni<TemplateInstance> form(
            @RestQuery @Nullable String preset,
            @RestQuery @Nullable String name,
            @RestQuery @Nullable List<String> ability) {
        KeyForm form = KeyForm.fresh(preset, name, UUID.randomUUID().toString());
        form.ability = ability;
        return show(form, Map.of(), visit.operator().mustProve());
    }

    /** Without a body that says otherwise, {@code Idempotency-Key} takes the place of the form's own token. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> create(
            @BeanParam KeyForm form, @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey) {
        Operator operator = visit.operator();
        Actor actor = visit.actor();
        return switch (form.read(grid, null)) {
            case KeyForm.Reading.Faulty(var faults) -> again(form, faults, operator.mustProve());
            case KeyForm.Reading.Good(var wish) ->
                proof.of(operator, actor, form.password).chain(proven -> switch (proven) {
                    case GIVEN ->
                        keys.create(operator, actor, wish, token(form.once, idempotencyKey))
                                .chain(this::answer);
                    case WANTED -> again(form, Map.of(), true);
                    case WRONG -> again(form, Map.of("password", "password-wrong"), true);
                });
        };
    }

    private Uni<Response> answer(Keys.Creation creation) {
        return switch (creation) {
            case Keys.Creation.Made(var key, var raw) ->
                frames.of("keys")
                        .map(frame -> Response.status(Response.Status.CREATED)
                                .entity(reveal.page(frame, key, raw))
                                .build());
            case Keys.Creation.MadeBefore(var id) ->
                frames.of("keys")
                        .map(frame -> Response.status(Response.Status.CONFLICT)
                                .entity(reveal.madeBefore(frame, id))
                                .build());
        };
    }

    private Uni<Response> again(KeyForm form, Map<String, String> faults, boolean prove) {
        return show(form, faults, prove)
                .map(page -> Response.status(422).entity(page).build());
    }

    private Uni<TemplateInstance> show(KeyForm form, Map<String, String> faults, boolean prove) {
        return frames.of("keys").map(frame -> Templates.create(frame, form, faults, grid.resources(), prove));
    }

    /** The token of a creation: the header's, else the form's; without either it is its own. */
    public static String token(@Nullable String field, @Nullable String header) {
        String token = KeyForm.text(header).isEmpty() ? KeyForm.text(field) : KeyForm.text(header);
        return token.isEmpty() || token.length() > LONGEST_TOKEN
                ? UUID.randomUUID().toString()
                : token;
    }
}
