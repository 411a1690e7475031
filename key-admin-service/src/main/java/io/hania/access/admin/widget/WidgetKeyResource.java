package io.hania.access.admin.widget;

import io.hania.access.admin.account.Role;
import io.hania.access.admin.page.Frame;
import io.hania.access.admin.page.Frames;
import io.hania.access.admin.page.Redirect;
import io.hania.access.admin.page.Visit;
import io.hania.access.records.Announcement;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** One widget key: snippet, domains and limit, the domain doctor, and its end. */
@Path("/widgets/keys/{id:[0-9a-fA-F-]{36}}")
@Produces(MediaType.TEXT_HTML)
@Authenticated
public class WidgetKeyResource {
    /** The page. */
    @CheckedTemplate(basePath = "widget")
    static class Templates {
        static native TemplateInstance key(
                Frame frame,
                WidgetKey key,
                WidgetWish wish,
                String snippet,
                String address,
                @Nullable Diagnosis diagnosis,
                List<BlockedPage> blocked,
                String done);
    }

    private final Frames frames;
    private final Visit visit;
    private final WidgetStore store;
    private final WidgetKeys keys;
    private final String api;

    WidgetKeyResource(
            Frames frames,
            Visit visit,
            WidgetStore store,
            WidgetKeys keys,
            @ConfigProperty(name = "admin.api-url") String api) {
        this.frames = frames;
        this.visit = visit;
        this.store = store;
        this.keys = keys;
        this.api = api;
    }

    /**
     * @param address an address to test against the rules
     * @param done what was just done
     */
    @GET
    public Uni<TemplateInstance> page(UUID id, @RestQuery @Nullable String address, @RestQuery @Nullable String done) {
        return found(id)
                .chain(key -> show(
                        key, WidgetWish.of(key), Diagnosis.ofTyped(key.domains(), address), WidgetWish.text(done)));
    }

    /** Name, domains and limit. */
    @POST
    @RolesAllowed({Role.OWNS, Role.ADMINISTERS})
    public Uni<Response> change(
            UUID id,
            @RestForm @Nullable String name,
            @RestForm @Nullable String domains,
            @RestForm("rate_limit") @Nullable String limit) {
        WidgetWish wish = WidgetWish.read(name, domains, limit);
        return found(id)
                .chain(key -> wish.good()
                        ? save(key, wish)
                        : show(key, wish, null, "")
                                .map(page -> Response.status(422).entity(page).build()));
    }

    /** Adds the host of an origin that was blocked. */
    @POST
    @Path("allow")
    @RolesAllowed({Role.OWNS, Role.ADMINISTERS})
    public Uni<Response> allow(UUID id, @RestForm @Nullable String origin) {
        return found(id).chain(key -> {
            WidgetWish wish = WidgetWish.read(
                    key.name(), key.lines() + '\n' + WidgetWish.text(origin), Integer.toString(key.limit()));
            return wish.good()
                    ? save(key, wish)
                    : show(key, wish, null, "")
                            .map(page -> Response.status(422).entity(page).build());
        });
    }

    @POST
    @Path("revoke")
    @RolesAllowed({Role.OWNS, Role.ADMINISTERS})
    public Uni<Response> revoke(UUID id) {
        UUID tenant = visit.operator().tenant();
        return found(id).chain(key -> keys.revoke(tenant, visit.actor(), key)).map(effect -> to(id, effect, "revoked"));
    }

    private Uni<Response> save(WidgetKey key, WidgetWish wish) {
        return keys.change(visit.operator().tenant(), visit.actor(), key, wish)
                .map(effect -> to(key.id(), effect, "saved"));
    }

    private static Response to(UUID id, Optional<Announcement> effect, String done) {
        String said = effect.map(announcement -> switch (announcement) {
                    case Announcement.Effective effective -> done;
                    case Announcement.Pending pending -> done + "-pending";
                })
                .orElse("");
        return Redirect.to("/widgets/keys/" + id + "?done=" + said);
    }

    private Uni<TemplateInstance> show(WidgetKey key, WidgetWish wish, @Nullable Diagnosis diagnosis, String done) {
        String snippet = "<script async src=\"" + api + "/widget.js\" data-key=\"" + key.apiKey() + "\"></script>";
        String address = diagnosis == null ? "" : diagnosis.address();
        return store.blocked(visit.operator().tenant(), key.id())
                .map(seen -> BlockedPage.of(seen, key.domains()))
                .chain(blocked -> frames.of("widgets")
                        .map(frame -> Templates.key(frame, key, wish, snippet, address, diagnosis, blocked, done)));
    }

    private Uni<WidgetKey> found(UUID id) {
        return store.find(visit.operator().tenant(), id).map(key -> key.orElseThrow(NotFoundException::new));
    }
}
