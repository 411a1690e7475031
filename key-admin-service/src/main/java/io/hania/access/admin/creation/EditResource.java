package io.hania.access.admin.creation;

import io.hania.access.admin.account.Operator;
import io.hania.access.admin.account.Role;
import io.hania.access.admin.key.AbilityGrid;
import io.hania.access.admin.key.AccountKey;
import io.hania.access.admin.key.KeyChange;
import io.hania.access.admin.key.KeyStore;
import io.hania.access.admin.key.KeyWish;
import io.hania.access.admin.page.Frame;
import io.hania.access.admin.page.Frames;
import io.hania.access.admin.page.Redirect;
import io.hania.access.admin.page.Visit;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Editing what was chosen at a key's creation. A revoked key can't be edited. */
@Path("/settings/api-keys/{id:[0-9a-fA-F-]{36}}/edit")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed({Role.OWNS, Role.ADMINISTERS})
public class EditResource {
    /** The pages. */
    @CheckedTemplate(basePath = "key")
    static class Templates {
        static native TemplateInstance edit(
                Frame frame,
                AccountKey key,
                KeyForm form,
                Map<String, String> faults,
                List<AbilityGrid.Resource> resources);
    }

    private final Frames frames;
    private final Visit visit;
    private final KeyStore store;
    private final KeyChange changes;
    private final AbilityGrid grid;

    EditResource(Frames frames, Visit visit, KeyStore store, KeyChange changes, AbilityGrid grid) {
        this.frames = frames;
        this.visit = visit;
        this.store = store;
        this.changes = changes;
        this.grid = grid;
    }

    @GET
    public Uni<TemplateInstance> form(UUID id) {
        return found(id).chain(key -> show(key, filled(key), Map.of()));
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> save(UUID id, @BeanParam KeyForm form) {
        return found(id).chain(key -> switch (form.read(grid, key.expiresAt())) {
            case KeyForm.Reading.Faulty(var faults) ->
                show(key, form, faults)
                        .map(page -> Response.status(422).entity(page).build());
            case KeyForm.Reading.Good(var wish) -> store(key, wish);
        });
    }

    private Uni<Response> store(AccountKey key, KeyWish wish) {
        Operator operator = visit.operator();
        return changes.change(
                        operator.tenant(),
                        key.id(),
                        visit.actor(),
                        "key.changed",
                        found -> found.revoked() ? found : found.with(wish))
                .map(changed -> changed.orElseThrow(NotFoundException::new))
                .map(changed -> Redirect.to(
                        "/settings/api-keys/" + key.id() + "?done=" + (changed.effective() ? "saved" : "pending")));
    }

    private KeyForm filled(AccountKey key) {
        KeyForm form = new KeyForm();
        boolean all = key.abilities().equals(List.of("*"));
        form.name = key.name();
        form.access = all ? "all" : key.abilities().equals(grid.reading()) ? "read-only" : "custom";
        form.ability = key.abilities();
        form.expiry = "keep";
        form.rateLimit = key.rateLimit() == null ? "" : key.rateLimit().toString();
        return form;
    }

    private Uni<TemplateInstance> show(AccountKey key, KeyForm form, Map<String, String> faults) {
        return frames.of("keys").map(frame -> Templates.edit(frame, key, form, faults, grid.resources()));
    }

    private Uni<AccountKey> found(UUID id) {
        return store.find(visit.operator().tenant(), id)
                .map(key -> key.filter(found -> !found.revoked()).orElseThrow(NotFoundException::new));
    }
}
