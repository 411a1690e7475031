package io.hania.access.widget.key;

import io.hania.access.key.KeyFormat;
import io.hania.access.key.KeyHash;
import io.hania.access.key.KeyKind;
import io.hania.access.key.RawKey;
import io.hania.access.records.Announcement;
import io.hania.access.records.KeyChanges;
import io.hania.access.widget.answer.CallFault;
import io.hania.access.widget.caller.Audit;
import io.hania.access.widget.caller.Caller;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Creates and revokes widget keys: row, audit entry and outbox in one transaction, then the cache, then the answer. */
@ApplicationScoped
public class WidgetKeys {
    private static final String REUSED =
            "This Idempotency-Key was used for another request in the last 24 hours: take a new one for each key";

    private final WidgetKeyStore store;
    private final KeyFormat format;
    private final KeyChanges changes;
    private final Audit audit;
    private final Pool pool;

    WidgetKeys(WidgetKeyStore store, KeyFormat format, KeyChanges changes, Audit audit, Pool pool) {
        this.store = store;
        this.format = format;
        this.changes = changes;
        this.audit = audit;
        this.pool = pool;
    }

    /**
     * A new key, or the one that the same request made before.
     *
     * @param token the Idempotency-Key; null if none was sent
     */
    Uni<WidgetKey> create(Caller caller, WidgetKeyWish wish, @Nullable String token) {
        UUID id = UUID.randomUUID();
        RawKey raw = format.generate(KeyKind.WIDGET);
        KeyHash hash = KeyHash.of(raw);
        return pool.withTransaction(tx -> claim(tx, caller, wish, token, id)
                        .chain(before -> before.isPresent()
                                ? repeat(tx, caller, before.get())
                                : insert(tx, caller, wish, id, hash, raw)))
                .call(() -> changes.created(hash));
    }

    /** What can be told of its effect; empty if the tenant has no such key. */
    Uni<Optional<Announcement>> revoke(Caller caller, UUID id) {
        return pool.withTransaction(tx -> store.revoke(tx, caller.tenant(), id)
                        .call(revoked -> revoked.isPresent()
                                ? note(tx, caller, id, revoked.get())
                                : Uni.createFrom().voidItem()))
                .chain(revoked -> revoked.isPresent()
                        ? changes.announce(revoked.get().hash(), revoked.get().version(), true)
                                .map(Optional::of)
                        : Uni.createFrom().item(Optional.empty()));
    }

    private Uni<Optional<UUID>> claim(
            SqlConnection tx, Caller caller, WidgetKeyWish wish, @Nullable String token, UUID id) {
        if (token == null) {
            return Uni.createFrom().item(Optional.empty());
        }
        String body = wish.toString();
        return store.claim(tx, caller.tenant(), token, body, id)
                .map(before -> before.map(claim -> {
                    if (!claim.body().equals(body)) {
                        throw CallFault.invalid(REUSED);
                    }
                    return claim.keyId();
                }));
    }

    private Uni<WidgetKey> repeat(SqlConnection tx, Caller caller, UUID id) {
        return store.find(tx, caller.tenant(), id).map(Optional::orElseThrow);
    }

    private Uni<WidgetKey> insert(
            SqlConnection tx, Caller caller, WidgetKeyWish wish, UUID id, KeyHash hash, RawKey raw) {
        JsonObject detail = new JsonObject()
                .put("name", wish.name())
                .put("bot_id", wish.botId())
                .put("allowed_domains", new JsonArray(wish.domains()))
                .put("rate_limit", wish.limit());
        return store.insert(tx, caller.tenant(), id, hash, raw.value(), wish)
                .call(() -> audit.append(tx, caller, "widget_key.created", id.toString(), detail))
                .map(at -> new WidgetKey(
                        id, wish.botId(), raw.value(), wish.name(), wish.domains(), wish.limit(), true, at, null));
    }

    private Uni<Void> note(SqlConnection tx, Caller caller, UUID id, WidgetKeyStore.Revoked key) {
        JsonObject detail = new JsonObject().put("name", key.name()).put("bot_id", key.botId());
        return changes.record(tx, key.hash(), key.version(), true)
                .chain(() -> audit.append(tx, caller, "widget_key.revoked", id.toString(), detail));
    }
}
