package io.hania.access.admin.key;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Objects;

/** What the audit log keeps of a key and of its changes. */
public final class KeyDetail {
    private KeyDetail() {}

    /** Everything that an operator can choose, and the display form. */
    public static JsonObject of(AccountKey key) {
        return new JsonObject()
                .put("name", key.name())
                .put("display", key.display())
                .put("abilities", new JsonArray(key.abilities()))
                .put("expires_at", String.valueOf(key.expiresAt()))
                .put("rate_limit", key.rateLimit())
                .put("status", key.status());
    }

    /** Only what differs, before and after. */
    public static JsonObject change(AccountKey before, AccountKey after) {
        JsonObject old = of(before);
        JsonObject next = of(after);
        JsonObject from = new JsonObject();
        JsonObject to = new JsonObject();
        for (String field : next.fieldNames()) {
            if (!Objects.equals(old.getValue(field), next.getValue(field))) {
                from.put(field, old.getValue(field));
                to.put(field, next.getValue(field));
            }
        }
        return JsonObject.of("name", after.name(), "before", from, "after", to);
    }
}
