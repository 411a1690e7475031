package io.hania.access.widget.key;

import io.hania.access.error.ApiError;
import io.hania.access.records.Announcement;
import io.hania.access.widget.answer.CallFault;
import io.hania.access.widget.answer.Envelope;
import io.hania.access.widget.caller.Caller;
import io.hania.access.widget.caller.CurrentCaller;
import io.hania.access.widget.embed.EmbedCode;
import io.hania.access.widget.platform.Platform;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Widget keys for the tenant's own servers (contract, section 5). */
@Path("/api/v1/widgets")
public class WidgetKeyResource {
    private static final int LONGEST_TOKEN = 255;

    private final CurrentCaller current;
    private final WidgetKeyStore store;
    private final WidgetKeys keys;
    private final Platform platform;
    private final EmbedCode embedCode;

    WidgetKeyResource(
            CurrentCaller current, WidgetKeyStore store, WidgetKeys keys, Platform platform, EmbedCode embedCode) {
        this.current = current;
        this.store = store;
        this.keys = keys;
        this.platform = platform;
        this.embedCode = embedCode;
    }

    /** A bot's keys. */
    @GET
    @Path("keys")
    public Uni<Response> list(@RestQuery("bot_id") @Nullable String botId) {
        Caller caller = current.get();
        String bot = wanted("bot_id", botId);
        return platform.wantBot(caller, bot)
                .chain(() -> store.list(caller.tenant(), bot))
                .map(list -> Envelope.success(
                        Response.Status.OK,
                        new JsonArray(list.stream().map(WidgetKey::json).toList())));
    }

    /** A new key; the same one again for a repeated {@code Idempotency-Key}. */
    @POST
    @Path("keys")
    public Uni<Response> create(@Nullable String body, @HeaderParam("Idempotency-Key") @Nullable String token) {
        Caller caller = current.get();
        if (token != null && (token.isBlank() || token.length() > LONGEST_TOKEN)) {
            throw CallFault.invalid("Idempotency-Key must have 1 to " + LONGEST_TOKEN + " characters");
        }
        WidgetKeyWish wish = WidgetKeyWish.read(body == null ? "" : body);
        return platform.wantBot(caller, wish.botId())
                .chain(() -> keys.create(caller, wish, token))
                .map(key -> Envelope.success(Response.Status.CREATED, key.json()));
    }

    /** Revokes a key; once this has answered, no call with it is accepted. */
    @DELETE
    @Path("keys/{id}")
    public Uni<Response> revoke(@RestPath String id) {
        return keys.revoke(current.get(), id(id))
                .map(effect -> effect.map(
                                announcement -> Envelope.success(Response.Status.OK, revoked(id), said(announcement)))
                        .orElseThrow(WidgetKeyResource::noKey));
    }

    /** The snippet for a customer's pages. */
    @GET
    @Path("embed-code")
    public Uni<Response> embedCode(
            @RestQuery("bot_id") @Nullable String botId, @RestQuery("api_key_id") @Nullable String keyId) {
        String bot = wanted("bot_id", botId);
        return store.find(current.get().tenant(), id(wanted("api_key_id", keyId)))
                .map(found -> found.filter(key -> key.botId().equals(bot) && key.active())
                        .map(key -> Envelope.success(Response.Status.OK, snippet(key)))
                        .orElseThrow(WidgetKeyResource::noKey));
    }

    private JsonObject snippet(WidgetKey key) {
        return new JsonObject().put("embed_code", embedCode.of(key.apiKey())).put("api_key", key.apiKey());
    }

    private static JsonObject revoked(String id) {
        return new JsonObject().put("id", id).put("is_active", false);
    }

    private static String said(Announcement announcement) {
        return switch (announcement) {
            case Announcement.Effective effective -> "Revoked: no call with this key is accepted from now on";
            case Announcement.Pending(var bound) ->
                "Revoked; a store is out of reach, so it takes effect within " + bound.toSeconds() + " s at the latest";
        };
    }

    private static String wanted(String name, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw CallFault.invalid("The query parameter " + name + " is required");
        }
        return value;
    }

    private static UUID id(String text) {
        List<Integer> dashes = List.of(8, 13, 18, 23);
        boolean form = text.length() == 36 && dashes.stream().allMatch(at -> text.charAt(at) == '-');
        try {
            return UUID.fromString(form ? text : "");
        } catch (IllegalArgumentException e) {
            throw noKey();
        }
    }

    private static CallFault noKey() {
        return new CallFault(
                ApiError.NOT_FOUND, "No such widget key: take its id from GET /api/v1/widgets/keys?bot_id=…");
    }
}
