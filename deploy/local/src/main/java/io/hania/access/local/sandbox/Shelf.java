package io.hania.access.local.sandbox;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** One tenant's things of one kind by their ids: at most a thousand, the eldest goes first. */
final class Shelf {
    private static final int MOST = 1000;

    private final Kind kind;
    private final Map<String, JsonObject> things = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, JsonObject> eldest) {
            return size() > MOST;
        }
    };

    Shelf(Kind kind) {
        this.kind = kind;
    }

    /** A new id such as {@code bot_4f1c0a9be2d3}. */
    static String newId(String prefix) {
        return prefix + "_" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    }

    /** Keeps a thing under an id. */
    Shelf put(String id, JsonObject thing) {
        things.put(id, thing.put("id", id).put("created_at", Instant.now().toString()));
        return this;
    }

    void list(Call call) {
        JsonArray items = new JsonArray();
        String bot = call.parameter("bot_id", "");
        things.values().stream()
                .filter(thing -> bot.isEmpty() || bot.equals(thing.getValue("bot_id")))
                .forEach(items::add);
        Answer.success(call, 200, new JsonObject().put("items", items).put("total", items.size()));
    }

    void stats(Call call) {
        JsonObject stats = new JsonObject().put("total", things.size());
        Answer.success(call, 200, stats.put("updated_at", Instant.now().toString()));
    }

    void get(Call call, String id) {
        JsonObject thing = things.get(id);
        if (thing == null) {
            missing(call);
        } else {
            Answer.success(call, 200, thing);
        }
    }

    void create(Call call, JsonObject body) {
        String id = newId(kind.prefix);
        put(id, body.copy());
        get(call, 201, id);
    }

    void change(Call call, String id, JsonObject change) {
        JsonObject thing = things.get(id);
        if (thing == null) {
            missing(call);
        } else {
            thing.mergeIn(change, true)
                    .put("id", id)
                    .put("updated_at", Instant.now().toString());
            Answer.success(call, 200, thing);
        }
    }

    void delete(Call call, String id) {
        if (things.remove(id) == null) {
            missing(call);
        } else {
            Answer.success(call, 200, new JsonObject().put("id", id).put("deleted", true));
        }
    }

    /** How a conversation's last answer came about. */
    void trace(Call call, String id) {
        JsonArray steps = new JsonArray()
                .add(new JsonObject()
                        .put("step", "retrieve")
                        .put("milliseconds", 12)
                        .put("found", "doc_returns"))
                .add(new JsonObject().put("step", "answer").put("milliseconds", 180));
        if (things.containsKey(id)) {
            Answer.success(call, 200, new JsonObject().put("id", id).put("steps", steps));
        } else {
            missing(call);
        }
    }

    private void get(Call call, int status, String id) {
        JsonObject thing = things.get(id);
        if (thing != null) {
            Answer.success(call, status, thing);
        }
    }

    private void missing(Call call) {
        Answer.error(call.request(), 404, "There is no such " + kind.noun);
    }

    /** The kinds of things there are. */
    enum Kind {
        BOTS("bot", "bot"),
        TOOLS("tool", "tool"),
        KNOWLEDGE("doc", "document"),
        MEMORIES("mem", "memory"),
        CONVERSATIONS("conv", "conversation");

        private final String prefix;
        private final String noun;

        Kind(String prefix, String noun) {
            this.prefix = prefix;
            this.noun = noun;
        }

        /** The last segment of its list's path. */
        String path() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
