package io.hania.access.admin.onekey;

import io.hania.access.admin.account.Role;
import io.hania.access.admin.key.AccountKey;
import io.hania.access.admin.key.KeyChange;
import io.hania.access.admin.key.KeyStore;
import io.hania.access.admin.page.Frame;
import io.hania.access.admin.page.Frames;
import io.hania.access.admin.page.Redirect;
import io.hania.access.admin.page.Visit;
import io.hania.access.admin.usage.Span;
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
import java.util.Locale;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** One key's page, and the changes that need no form of their own. */
@Path("/settings/api-keys/{id:[0-9a-fA-F-]{36}}")
@Produces(MediaType.TEXT_HTML)
@Authenticated
public class OneKeyResource {
    /** The pages. */
    @CheckedTemplate(basePath = "key")
    static class Templates {
        static native TemplateInstance one(Frame frame, KeyView view);
    }

    private final Frames frames;
    private final Visit visit;
    private final KeyStore store;
    private final KeyViews views;
    private final KeyChange changes;

    OneKeyResource(Frames frames, Visit visit, KeyStore store, KeyViews views, KeyChange changes) {
        this.frames = frames;
        this.visit = visit;
        this.store = store;
        this.views = views;
        this.changes = changes;
    }

    /** @param span {@code hour}, {@code day} or {@code month}: the steps of the chart */
    @GET
    public Uni<TemplateInstance> one(UUID id, @RestQuery @Nullable String span, @RestQuery @Nullable String done) {
        UUID tenant = visit.operator().tenant();
        Locale locale = Locale.forLanguageTag(visit.language());
        Uni<KeyView> view = found(id).chain(key -> views.of(tenant, key, Span.of(span), locale));
        return Uni.combine().all().unis(frames.of("keys", done), view).with(Templates::one);
    }

    @POST
    @Path("disable")
    @RolesAllowed({Role.OWNS, Role.ADMINISTERS})
    public Uni<Response> disable(UUID id) {
        String by = visit.operator().email();
        return change(id, "key.disabled", "disabled", key -> key.active() ? key.withStatus("disabled", by) : key);
    }

    @POST
    @Path("enable")
    @RolesAllowed({Role.OWNS, Role.ADMINISTERS})
    public Uni<Response> enable(UUID id) {
        return change(id, "key.enabled", "enabled", key -> key.disabled() ? key.withStatus("active", null) : key);
    }

    /** Takes away the abilities that the key didn't use in the last 30 days. */
    @POST
    @Path("narrow")
    @RolesAllowed({Role.OWNS, Role.ADMINISTERS})
    public Uni<Response> narrow(UUID id) {
        return found(id)
                .chain(views::narrower)
                .chain(abilities -> change(
                        id,
                        "key.narrowed",
                        "narrowed",
                        key -> abilities.isEmpty() || key.revoked() ? key : key.withAbilities(abilities)));
    }

    private Uni<Response> change(UUID id, String action, String done, UnaryOperator<AccountKey> change) {
        return changes.change(visit.operator().tenant(), id, visit.actor(), action, change)
                .map(changed -> changed.orElseThrow(NotFoundException::new))
                .map(changed ->
                        Redirect.to("/settings/api-keys/" + id + "?done=" + (changed.effective() ? done : "pending")));
    }

    private Uni<AccountKey> found(UUID id) {
        return store.find(visit.operator().tenant(), id).map(key -> key.orElseThrow(NotFoundException::new));
    }
}
