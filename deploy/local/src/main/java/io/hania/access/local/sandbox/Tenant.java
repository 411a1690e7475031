package io.hania.access.local.sandbox;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.EnumMap;
import java.util.Map;

/** All that one tenant has, with a few things to begin with. */
final class Tenant {
    private final Map<Shelf.Kind, Shelf> shelves = new EnumMap<>(Shelf.Kind.class);

    Tenant() {
        for (Shelf.Kind kind : Shelf.Kind.values()) {
            shelves.put(kind, new Shelf(kind));
        }
        shelf(Shelf.Kind.BOTS)
                .put("bot_support", new JsonObject().put("name", "Support").put("language", "en"))
                .put("bot_sales", new JsonObject().put("name", "Sales").put("language", "de"));
        shelf(Shelf.Kind.TOOLS)
                .put("tool_orders", new JsonObject().put("name", "Order status").put("bot_id", "bot_support"));
        shelf(Shelf.Kind.KNOWLEDGE)
                .put(
                        "doc_returns",
                        new JsonObject()
                                .put("title", "Returns within 30 days")
                                .put("bot_id", "bot_support")
                                .put("size", 18_204));
        shelf(Shelf.Kind.MEMORIES)
                .put(
                        "mem_1",
                        new JsonObject()
                                .put("content", "Prefers to be called back")
                                .put("bot_id", "bot_sales"));
        shelf(Shelf.Kind.CONVERSATIONS)
                .put(
                        "conv_1",
                        new JsonObject()
                                .put("bot_id", "bot_support")
                                .put(
                                        "messages",
                                        new JsonArray()
                                                .add(Chat.message("visitor", "Where is my parcel?"))
                                                .add(Chat.message("bot", "It arrives tomorrow."))));
    }

    /** What it has of one kind. */
    Shelf shelf(Shelf.Kind kind) {
        Shelf shelf = shelves.get(kind);
        if (shelf == null) {
            throw new IllegalStateException("every kind has a shelf");
        }
        return shelf;
    }
}
