package io.hania.access.widget.visitor;

import io.hania.access.widget.answer.CallFault;
import io.hania.access.widget.answer.Fields;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** What a visitor may say to the platform: a message, the conversation it belongs to, and who they say they are. */
final class VisitorMessage {
    private static final int LONGEST = 4000;
    private static final int SHORT = 100;
    private static final int MAIL = 254;

    private VisitorMessage() {}

    /**
     * The request for the platform: only what is known here passes, under the key's own bot.
     *
     * @throws CallFault saying what is wrong
     */
    static JsonObject read(String body, String botId) {
        Fields fields = Fields.lenient(body);
        JsonObject message = new JsonObject().put("bot_id", botId).put("message", fields.text("message", LONGEST));
        String other = fields.optional("bot_id", SHORT);
        if (other != null && !other.equals(botId)) {
            fields.fault("bot_id", "is not the bot of this widget key: leave it out");
        }
        put(message, "conversation_id", fields.optional("conversation_id", SHORT));
        JsonObject visitor = visitor(fields.inside("visitor"));
        fields.check();
        return visitor.isEmpty() ? message : message.put("visitor", visitor);
    }

    private static JsonObject visitor(Fields fields) {
        JsonObject visitor = new JsonObject();
        put(visitor, "id", fields.optional("id", SHORT));
        put(visitor, "name", fields.optional("name", SHORT));
        put(visitor, "email", fields.optional("email", MAIL));
        fields.check();
        return visitor;
    }

    private static void put(JsonObject object, String name, @Nullable String value) {
        if (value != null) {
            object.put(name, value);
        }
    }
}
