package io.hania.access.admin.revocation;

import io.hania.access.admin.account.Operator;
import io.hania.access.admin.account.Role;
import io.hania.access.admin.audit.Actor;
import io.hania.access.admin.creation.KeyForm;
import io.hania.access.admin.key.KeyChange;
import io.hania.access.admin.keylist.KeyFilter;
import io.hania.access.admin.keylist.KeyList;
import io.hania.access.admin.page.Frame;
import io.hania.access.admin.page.Frames;
import io.hania.access.admin.page.Visit;
import io.hania.access.admin.session.Proof;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
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

/** Revoking every key that a filter shows: all are named first, and their number has to be typed. */
@Path("/settings/api-keys/revoke")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed({Role.OWNS, Role.ADMINISTERS})
public class RevokeManyResource {
    static final int MOST = 500;

    /** The pages. */
    @CheckedTemplate(basePath = "revocation")
    static class Templates {
        static native TemplateInstance many(
                Frame frame, KeyFilter filter, List<KeyList.Chosen> keys, int most, boolean prove, String fault);

        static native TemplateInstance manyRevoked(Frame frame, List<KeyChange.Changed> changes);
    }

    private final Frames frames;
    private final Visit visit;
    private final KeyList list;
    private final KeyChange changes;
    private final Proof proof;

    RevokeManyResource(Frames frames, Visit visit, KeyList list, KeyChange changes, Proof proof) {
        this.frames = frames;
        this.visit = visit;
        this.list = list;
        this.changes = changes;
        this.proof = proof;
    }

    @GET
    public Uni<TemplateInstance> form(
            @RestQuery @Nullable String q, @RestQuery @Nullable String show, @RestQuery @Nullable String order) {
        KeyFilter filter = KeyFilter.of(q, show, order, null);
        return list.choose(visit.operator().tenant(), filter, MOST)
                .chain(keys -> ask(filter, keys, visit.operator().mustProve(), ""));
    }

    /**
     * @param key the ids that were shown: no key that came up since is hit
     * @param count their number, as typed
     */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> revoke(
            @RestForm @Nullable String q,
            @RestForm @Nullable String show,
            @RestForm @Nullable String order,
            @RestForm @Nullable List<UUID> key,
            @RestForm @Nullable String count,
            @RestForm @Nullable String password) {
        Operator operator = visit.operator();
        Actor actor = visit.actor();
        KeyFilter filter = KeyFilter.of(q, show, order, null);
        List<UUID> ids = key == null ? List.of() : key;
        if (ids.isEmpty() || ids.size() > MOST || !KeyForm.text(count).equals(Integer.toString(ids.size()))) {
            return again(filter, operator.mustProve(), "count-wrong");
        }
        return proof.of(operator, actor, password).chain(state -> switch (state) {
            case GIVEN -> end(operator, actor, ids);
            case WANTED -> again(filter, true, "");
            case WRONG -> again(filter, true, "password-wrong");
        });
    }

    private Uni<Response> end(Operator operator, Actor actor, List<UUID> ids) {
        return changes.revokeAll(operator.tenant(), ids, actor)
                .chain(changed -> frames.of("keys")
                        .map(frame -> Response.ok(Templates.manyRevoked(frame, changed))
                                .build()));
    }

    private Uni<Response> again(KeyFilter filter, boolean prove, String fault) {
        return list.choose(visit.operator().tenant(), filter, MOST)
                .chain(keys -> ask(filter, keys, prove, fault))
                .map(page -> Response.status(422).entity(page).build());
    }

    private Uni<TemplateInstance> ask(KeyFilter filter, List<KeyList.Chosen> keys, boolean prove, String fault) {
        return frames.of("keys").map(frame -> Templates.many(frame, filter, keys, MOST, prove, fault));
    }
}
