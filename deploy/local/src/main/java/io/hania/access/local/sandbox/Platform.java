package io.hania.access.local.sandbox;

import io.hania.access.catalog.Catalog;
import io.hania.access.catalog.Match;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * The platform's endpoints: those of the built-in catalog that name no other upstream. What a caller sees and changes is
 * its own tenant's alone, because the tenant comes from the token and from nowhere else.
 */
final class Platform {
    private static final int LONGEST_JSON = 1024 * 1024;
    private static final int MOST_TENANTS = 1000;

    private final Catalog catalog = Catalog.builtin();
    private final Map<String, Consumer<Call>> endpoints = new LinkedHashMap<>();
    private final Map<String, Tenant> tenants = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Tenant> eldest) {
            return size() > MOST_TENANTS;
        }
    };

    Platform(Vertx vertx) {
        Chat chat = new Chat(vertx);
        withBody("POST /api/v1/chat/send", (call, body) -> chat.send(call, body, tenant(call)));
        withBody("POST /api/v1/chat/send-stream", (call, body) -> chat.stream(call, body, tenant(call)));
        withBody("POST /api/v1/bots/discover", (call, body) -> chat.discover(call, body));
        for (Shelf.Kind kind : Shelf.Kind.values()) {
            shelf(kind);
        }
        withBody(
                "PATCH /api/v1/bots/{id}/metadata",
                (call, body) -> tenant(call)
                        .shelf(Shelf.Kind.BOTS)
                        .change(call, id(call, 4), new JsonObject().put("metadata", body)));
        withBody(
                "POST /api/v1/tools/{id}/assign",
                (call, body) -> tenant(call)
                        .shelf(Shelf.Kind.TOOLS)
                        .change(call, id(call, 4), new JsonObject().put("bot_id", body.getValue("bot_id"))));
        withBody(
                "POST /api/v1/tools/{id}/test",
                (call, body) -> tenant(call)
                        .shelf(Shelf.Kind.TOOLS)
                        .change(call, id(call, 4), new JsonObject().put("last_test", "passed")));
        endpoints.put("POST /api/v1/knowledge", call -> Knowledge.add(call, tenant(call), this::readJson));
        endpoints.put(
                "GET /api/v1/conversations/{id}/trace",
                call -> tenant(call).shelf(Shelf.Kind.CONVERSATIONS).trace(call, id(call, 4)));
        withBody(
                "POST /api/v1/calls",
                (call, body) -> Answer.success(
                        call, 201, body.copy().put("id", Shelf.newId("call")).put("status", "queued")));
    }

    /** What every resource has; the catalog says which of these there are. */
    private void shelf(Shelf.Kind kind) {
        String list = "/api/v1/" + kind.path();
        String one = list + "/{id}";
        endpoints.put("GET " + list, call -> tenant(call).shelf(kind).list(call));
        endpoints.put("GET " + list + "/stats", call -> tenant(call).shelf(kind).stats(call));
        endpoints.put("GET " + one, call -> tenant(call).shelf(kind).get(call, id(call, 4)));
        endpoints.put("DELETE " + one, call -> tenant(call).shelf(kind).delete(call, id(call, 4)));
        withBody("POST " + list, (call, body) -> tenant(call).shelf(kind).create(call, body));
        withBody("PUT " + one, (call, body) -> tenant(call).shelf(kind).change(call, id(call, 4), body));
    }

    /** Answers one call. */
    void handle(Call call) {
        String method = call.request().method() == HttpMethod.HEAD
                ? "GET"
                : call.request().method().name();
        switch (catalog.match(method, String.valueOf(call.request().path()))) {
            case Match.Unknown() -> Answer.error(call.request(), 404, "There is no such endpoint");
            case Match.WrongMethod(var allow) -> {
                call.request().response().putHeader("Allow", String.join(", ", allow));
                Answer.error(call.request(), 405, "The endpoint has other methods");
            }
            case Match.Endpoint(String _, String _, String template) -> serve(call, method + " " + template);
        }
    }

    private void serve(Call call, String endpoint) {
        Consumer<Call> serving = endpoints.get(endpoint);
        if (call.ofWidget() && !endpoint.startsWith("POST /api/v1/chat/")) {
            Answer.error(call.request(), 403, "A widget key can only chat");
        } else if (serving == null) {
            Answer.error(call.request(), 404, "This endpoint belongs to another upstream");
        } else {
            serving.accept(call);
        }
    }

    private void withBody(String endpoint, BiConsumer<Call, JsonObject> serving) {
        endpoints.put(endpoint, call -> readJson(call, serving));
    }

    private void readJson(Call call, BiConsumer<Call, JsonObject> serving) {
        Buffer body = Buffer.buffer();
        call.request()
                .handler(part -> {
                    if (body.length() <= LONGEST_JSON) {
                        body.appendBuffer(part);
                    }
                })
                .endHandler(ignored -> {
                    if (body.length() > LONGEST_JSON) {
                        Answer.error(call.request(), 413, "A JSON body has at most 1 MB here");
                    } else {
                        parse(call, body, serving);
                    }
                });
    }

    private static void parse(Call call, Buffer body, BiConsumer<Call, JsonObject> serving) {
        JsonObject json;
        try {
            json = body.length() == 0 ? new JsonObject() : new JsonObject(body);
        } catch (DecodeException e) {
            Answer.error(call.request(), 400, "The body must be a JSON object");
            return;
        }
        serving.accept(call, json);
    }

    private Tenant tenant(Call call) {
        return tenants.computeIfAbsent(call.caller().tenantId(), ignored -> new Tenant());
    }

    private static String id(Call call, int segment) {
        return String.valueOf(call.request().path()).split("/", -1)[segment];
    }
}
