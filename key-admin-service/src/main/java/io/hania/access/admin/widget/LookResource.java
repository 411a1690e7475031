package io.hania.access.admin.widget;

import io.hania.access.admin.account.Role;
import io.hania.access.admin.page.Frame;
import io.hania.access.admin.page.Frames;
import io.hania.access.admin.page.Redirect;
import io.hania.access.admin.page.Visit;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** How a bot's widget looks, with the real widget beside the form. */
@Path("/widgets/bots/{bot:[A-Za-z0-9_-]{1,100}}/look")
@Produces(MediaType.TEXT_HTML)
@Authenticated
public class LookResource {
    /** The page. */
    @CheckedTemplate(basePath = "widget")
    static class Templates {
        static native TemplateInstance look(
                Frame frame, String botId, Look look, Map<String, String> faults, String preview, boolean saved);
    }

    private final Frames frames;
    private final Visit visit;
    private final LookStore store;
    private final String preview;

    LookResource(Frames frames, Visit visit, LookStore store, @ConfigProperty(name = "admin.api-url") String api) {
        this.frames = frames;
        this.visit = visit;
        this.store = store;
        this.preview = api + "/widget/1/preview.html#";
    }

    @GET
    public Uni<TemplateInstance> page(@RestPath String bot, @RestQuery @Nullable String done) {
        return store.find(visit.operator().tenant(), bot)
                .chain(look -> show(bot, look, Map.of(), "saved".equals(done)));
    }

    @POST
    @RolesAllowed({Role.OWNS, Role.ADMINISTERS})
    public Uni<Response> save(@RestPath String bot, @BeanParam LookForm form) {
        Look look = form.read();
        Map<String, String> faults = look.faults();
        if (!faults.isEmpty()) {
            return show(bot, look, faults, false)
                    .map(page -> Response.status(422).entity(page).build());
        }
        return store.save(visit.operator().tenant(), visit.actor(), bot, look)
                .map(done -> Redirect.to("/widgets/bots/" + bot + "/look?done=saved"));
    }

    private Uni<TemplateInstance> show(String bot, Look look, Map<String, String> faults, boolean saved) {
        return frames.of("widgets")
                .map(frame ->
                        Templates.look(frame, bot, look, faults, preview + look.fragment(frame.language()), saved));
    }
}
