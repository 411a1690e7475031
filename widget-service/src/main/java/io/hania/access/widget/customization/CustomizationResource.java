package io.hania.access.widget.customization;

import io.hania.access.widget.answer.CallFault;
import io.hania.access.widget.answer.Envelope;
import io.hania.access.widget.caller.Audit;
import io.hania.access.widget.caller.Caller;
import io.hania.access.widget.caller.CurrentCaller;
import io.hania.access.widget.platform.Platform;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The look of a bot's widget, for the tenant's own servers (contract, section 5). */
@Path("/api/v1/widgets/customization")
public class CustomizationResource {
    private final CurrentCaller current;
    private final CustomizationStore store;
    private final Platform platform;
    private final Audit audit;
    private final Pool pool;

    CustomizationResource(CurrentCaller current, CustomizationStore store, Platform platform, Audit audit, Pool pool) {
        this.current = current;
        this.store = store;
        this.platform = platform;
        this.audit = audit;
        this.pool = pool;
    }

    /** The look as saved, or the usual one, which has no id. */
    @GET
    public Uni<Response> get(@RestQuery("bot_id") @Nullable String botId) {
        Caller caller = current.get();
        if (botId == null || botId.isBlank()) {
            throw CallFault.invalid("The query parameter bot_id is required");
        }
        return platform.wantBot(caller, botId)
                .chain(() -> store.find(caller.tenant(), botId))
                .map(saved -> Envelope.success(
                        Response.Status.OK,
                        saved.map(CustomizationStore.Saved::json).orElseGet(() -> unsaved(botId))));
    }

    /** Saves a look; what is left out gets its usual value. Live widgets show it at their next load. */
    @PUT
    public Uni<Response> put(@Nullable String body) {
        Caller caller = current.get();
        Customization look = Customization.read(body == null ? "" : body);
        return platform.wantBot(caller, look.botId())
                .chain(() -> pool.withTransaction(tx -> save(tx, caller, look)))
                .map(saved -> Envelope.success(Response.Status.OK, saved.json()));
    }

    private Uni<CustomizationStore.Saved> save(SqlConnection tx, Caller caller, Customization look) {
        return store.find(tx, caller.tenant(), look.botId())
                .chain(before -> store.save(tx, caller.tenant(), look)
                        .call(saved -> audit.append(
                                tx, caller, "widget_look.saved", saved.id().toString(), detail(before, look))));
    }

    private static JsonObject detail(Optional<CustomizationStore.Saved> before, Customization after) {
        return new JsonObject()
                .put("before", before.map(saved -> saved.look().json()).orElse(null))
                .put("after", after.json());
    }

    private static JsonObject unsaved(String botId) {
        return Customization.usual(botId)
                .json()
                .putNull("id")
                .putNull("created_at")
                .putNull("updated_at");
    }
}
