package io.hania.access.admin.widget;

import io.hania.access.admin.audit.Actor;
import io.hania.access.admin.audit.AuditLog;
import io.hania.access.key.KeyFormat;
import io.hania.access.key.KeyHash;
import io.hania.access.key.KeyKind;
import io.hania.access.key.RawKey;
import io.hania.access.records.Announcement;
import io.hania.access.records.KeyChanges;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** Changes widget keys: row, audit entry and outbox in one transaction, then the cache, then the answer. */
@ApplicationScoped
public class WidgetKeys {
    private final WidgetStore store;
    private final KeyFormat format;
    private final KeyChanges changes;
    private final AuditLog audit;
    private final Pool pool;

    WidgetKeys(WidgetStore store, KeyFormat format, KeyChanges changes, AuditLog audit, Pool pool) {
        this.store = store;
        this.format = format;
        this.changes = changes;
        this.audit = audit;
        this.pool = pool;
    }

    /** The new key's id. */
    Uni<UUID> create(UUID tenant, Actor actor, String botId, WidgetWish wish) {
        UUID id = UUID.randomUUID();
        RawKey raw = format.generate(KeyKind.WIDGET);
        KeyHash hash = KeyHash.of(raw);
        return pool.withTransaction(tx -> store.insert(tx, tenant, id, botId, hash, raw.value(), wish)
                        .chain(() -> audit.append(tx, actor, "widget_key.created", id.toString(), detail(botId, wish))))
                .chain(() -> changes.created(hash))
                .replaceWith(id);
    }

    /** Another name, domains or limit, in effect once this answers. */
    Uni<Optional<Announcement>> change(UUID tenant, Actor actor, WidgetKey before, WidgetWish wish) {
        JsonObject detail = new JsonObject()
                .put("before", detail(before.botId(), WidgetWish.of(before)))
                .put("after", detail(before.botId(), wish));
        return pool.withTransaction(tx -> store.update(tx, tenant, before.id(), wish)
                        .call(changed -> note(tx, actor, changed, false, "widget_key.changed", before.id(), detail)))
                .chain(changed -> announce(changed, false));
    }

    /** Ends a key, in effect once this answers. */
    Uni<Optional<Announcement>> revoke(UUID tenant, Actor actor, WidgetKey key) {
        JsonObject detail = detail(key.botId(), WidgetWish.of(key));
        return pool.withTransaction(tx -> store.revoke(tx, tenant, key.id())
                        .call(changed -> note(tx, actor, changed, true, "widget_key.revoked", key.id(), detail)))
                .chain(changed -> announce(changed, true));
    }

    private Uni<Void> note(
            SqlConnection tx,
            Actor actor,
            Optional<WidgetStore.Changed> changed,
            boolean dead,
            String action,
            UUID id,
            JsonObject detail) {
        if (changed.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return changes.record(tx, changed.get().hash(), changed.get().version(), dead)
                .chain(() -> audit.append(tx, actor, action, id.toString(), detail));
    }

    private Uni<Optional<Announcement>> announce(Optional<WidgetStore.Changed> changed, boolean dead) {
        return changed.isEmpty()
                ? Uni.createFrom().item(Optional.empty())
                : changes.announce(changed.get().hash(), changed.get().version(), dead)
                        .map(Optional::of);
    }

    private static JsonObject detail(String botId, WidgetWish wish) {
        return new JsonObject()
                .put("bot_id", botId)
                .put("name", wish.name())
                .put("allowed_domains", new JsonArray(wish.rules()))
                .put("rate_limit", wish.limit());
    }
}
