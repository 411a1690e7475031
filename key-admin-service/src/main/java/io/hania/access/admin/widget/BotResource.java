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
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The bots with widgets, and one bot's keys. Bots are named by the id that they have on the platform. */
@Path("/widgets")
@Produces(MediaType.TEXT_HTML)
@Authenticated
public class BotResource {
    private static final String BOT = "[A-Za-z0-9_-]{1,100}";

    /** The pages. */
    @CheckedTemplate(basePath = "widget")
    static class Templates {
        static native TemplateInstance bots(Frame frame, List<WidgetStore.Bot> bots, String fault);

        static native TemplateInstance bot(Frame frame, String botId, List<WidgetKey> keys);

        static native TemplateInstance create(Frame frame, String botId, WidgetWish wish);
    }

    private final Frames frames;
    private final Visit visit;
    private final WidgetStore store;
    private final WidgetKeys keys;

    BotResource(Frames frames, Visit visit, WidgetStore store, WidgetKeys keys) {
        this.frames = frames;
        this.visit = visit;
        this.store = store;
        this.keys = keys;
    }

    /** @param botId a bot to go to */
    @GET
    public Uni<Response> bots(@RestQuery("bot_id") @Nullable String botId) {
        String wanted = WidgetWish.text(botId);
        if (wanted.matches(BOT)) {
            return Uni.createFrom().item(Redirect.to("/widgets/bots/" + wanted));
        }
        String fault = wanted.isEmpty() ? "" : "bot";
        return store.bots(visit.operator().tenant())
                .chain(bots -> frames.of("widgets")
                        .map(frame ->
                                Response.ok(Templates.bots(frame, bots, fault)).build()));
    }

    @GET
    @Path("bots/{bot:" + BOT + "}")
    public Uni<TemplateInstance> bot(@RestPath String bot) {
        return store.list(visit.operator().tenant(), bot)
                .chain(list -> frames.of("widgets").map(frame -> Templates.bot(frame, bot, list)));
    }

    @GET
    @Path("bots/{bot:" + BOT + "}/keys/new")
    @RolesAllowed({Role.OWNS, Role.ADMINISTERS})
    public Uni<TemplateInstance> form(@RestPath String bot) {
        return frames.of("widgets").map(frame -> Templates.create(frame, bot, WidgetWish.fresh()));
    }

    @POST
    @Path("bots/{bot:" + BOT + "}/keys")
    @RolesAllowed({Role.OWNS, Role.ADMINISTERS})
    public Uni<Response> create(
            @RestPath String bot,
            @RestForm @Nullable String name,
            @RestForm @Nullable String domains,
            @RestForm("rate_limit") @Nullable String limit) {
        WidgetWish wish = WidgetWish.read(name, domains, limit);
        if (!wish.good()) {
            return frames.of("widgets")
                    .map(frame -> Response.status(422)
                            .entity(Templates.create(frame, bot, wish))
                            .build());
        }
        UUID tenant = visit.operator().tenant();
        return keys.create(tenant, visit.actor(), bot, wish)
                .map(id -> Redirect.to("/widgets/keys/" + id + "?done=created"));
    }
}
