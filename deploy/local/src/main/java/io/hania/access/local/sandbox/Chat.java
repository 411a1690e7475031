package io.hania.access.local.sandbox;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/**
 * A bot that answers with what it was told. A caller who tries out streams may ask for their length and pace: {@code events}
 * (up to 5000) and {@code every_ms} (up to 60000) in the body.
 */
final class Chat {
    private static final int PACE = 40;
    private static final int LONGEST_PACE = 60_000;
    private static final int MOST_EVENTS = 5000;

    private final Vertx vertx;

    Chat(Vertx vertx) {
        this.vertx = vertx;
    }

    static JsonObject message(String from, String text) {
        return new JsonObject().put("from", from).put("text", text);
    }

    /** One question, one answer. */
    void send(Call call, JsonObject body, Tenant tenant) {
        if (ofItsOwnBot(call, body)) {
            Answer.success(call, 200, converse(call, body, tenant));
        }
    }

    /** The answer word by word. */
    void stream(Call call, JsonObject body, Tenant tenant) {
        if (!ofItsOwnBot(call, body)) {
            return;
        }
        JsonObject conversation = converse(call, body, tenant);
        List<EventStream.Event> events = new ArrayList<>();
        events.add(new EventStream.Event("received", new JsonObject().put("received", call.received())));
        for (String word : words(conversation.getString("reply"), number(body, "events", 0, MOST_EVENTS))) {
            events.add(new EventStream.Event("delta", new JsonObject().put("text", word)));
        }
        events.add(new EventStream.Event("done", conversation));
        EventStream.send(vertx, call, events, number(body, "every_ms", PACE, LONGEST_PACE));
    }

    /** Bots that could be made from a web site, one after another. Nothing is fetched. */
    void discover(Call call, JsonObject body) {
        List<EventStream.Event> events = List.of(
                new EventStream.Event("received", new JsonObject().put("received", call.received())),
                new EventStream.Event(
                        "page",
                        new JsonObject().put("url", body.getValue("url")).put("title", "Home")),
                new EventStream.Event(
                        "bot", new JsonObject().put("name", "Support").put("confidence", 0.92)),
                new EventStream.Event(
                        "bot", new JsonObject().put("name", "Sales").put("confidence", 0.71)),
                new EventStream.Event("done", new JsonObject().put("found", 2)));
        EventStream.send(vertx, call, events, number(body, "every_ms", PACE, LONGEST_PACE));
    }

    /** A widget's visitor talks to the widget's bot, whatever the body says; saying another one's id is a mistake. */
    private static boolean ofItsOwnBot(Call call, JsonObject body) {
        Object named = body.getValue("bot_id");
        boolean own =
                !call.ofWidget() || named == null || named.equals(call.caller().botId());
        if (!own) {
            Answer.error(call.request(), 403, "This widget key belongs to another bot");
        }
        return own;
    }

    private static JsonObject converse(Call call, JsonObject body, Tenant tenant) {
        String text = String.valueOf(body.getValue("message", ""));
        String own = call.caller().botId();
        Object bot = own == null ? body.getValue("bot_id", "bot_support") : own;
        String reply = text.isBlank() ? "Hello! How can I help?" : "You said: " + text;
        String id = Shelf.newId("conv");
        JsonArray messages = new JsonArray().add(message("visitor", text)).add(message("bot", reply));
        tenant.shelf(Shelf.Kind.CONVERSATIONS)
                .put(id, new JsonObject().put("bot_id", bot).put("messages", messages));
        return new JsonObject().put("conversation_id", id).put("bot_id", bot).put("reply", reply);
    }

    private static List<String> words(String reply, int wanted) {
        List<String> words = List.of(reply.split("(?<= )"));
        List<String> all = new ArrayList<>();
        for (int i = 0; i < (wanted == 0 ? words.size() : wanted); i++) {
            all.add(words.get(i % words.size()));
        }
        return all;
    }

    private static int number(JsonObject body, String name, int otherwise, int most) {
        return body.getValue(name) instanceof Number number ? Math.clamp(number.longValue(), 1, most) : otherwise;
    }
}
