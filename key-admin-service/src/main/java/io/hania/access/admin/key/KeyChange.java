package io.hania.access.admin.key;

import io.hania.access.admin.audit.Actor;
import io.hania.access.admin.audit.AuditLog;
import io.hania.access.records.Announcement;
import io.hania.access.records.KeyChanges;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * Changes a key: the row under its next version, the audit entry and the outbox row in one transaction; then the cache
 * is told, and only then does the operator get an answer.
 */
@ApplicationScoped
@Startup
public class KeyChange {
    /**
     * A change made.
     *
     * @param announced whether it holds already, and how long that took
     */
    public record Changed(AccountKey before, AccountKey after, Announcement announced) {
        /** Whether it holds for every call from now on. */
        public boolean effective() {
            return announced instanceof Announcement.Effective;
        }

        /** Milliseconds until it held, else the bound within which it will. */
        public long millis() {
            return switch (announced) {
                case Announcement.Effective(var took) -> Math.max(1, took.toMillis());
                case Announcement.Pending(var bound) -> bound.toMillis();
            };
        }

        /** The bound in seconds, where the cache couldn't be told. */
        public long seconds() {
            return millis() / 1000;
        }
    }

    private static final int AT_ONCE = 4;

    private final KeyStore store;
    private final KeyChanges changes;
    private final AuditLog audit;
    private final Pool pool;
    private final Counter effective;
    private final Counter pending;

    KeyChange(KeyStore store, KeyChanges changes, AuditLog audit, Pool pool, MeterRegistry meters) {
        this.store = store;
        this.changes = changes;
        this.audit = audit;
        this.pool = pool;
        this.effective = meters.counter("admin.announcements", "result", "effective");
        this.pending = meters.counter("admin.announcements", "result", "pending");
    }

    /**
     * Changes one key.
     *
     * @param change gives the key as it shall be, or the same key for no change; its version is counted here
     * @return empty if the tenant has no such key
     */
    public Uni<Optional<Changed>> change(
            UUID tenant, UUID id, Actor actor, String action, UnaryOperator<AccountKey> change) {
        return pool.withTransaction(tx -> store.lock(tx, tenant, id)
                        .chain(found -> found.isEmpty()
                                ? Uni.createFrom().item(Optional.<Pair>empty())
                                : store(tx, tenant, actor, action, found.get(), change.apply(found.get()))
                                        .map(Optional::of)))
                .chain(pair -> pair.isEmpty()
                        ? Uni.createFrom().item(Optional.empty())
                        : announce(pair.get()).map(Optional::of));
    }

    /** Revokes many keys, each in a transaction of its own; keys that are gone or another's are passed over. */
    public Uni<List<Changed>> revokeAll(UUID tenant, List<UUID> ids, Actor actor) {
        return Multi.createFrom()
                .iterable(ids)
                .onItem()
                .transformToUni(id -> change(
                        tenant, id, actor, "key.revoked", key -> key.revoked() ? key : key.withStatus("revoked", null)))
                .merge(AT_ONCE)
                .select()
                .where(Optional::isPresent)
                .map(Optional::get)
                .collect()
                .asList();
    }

    /** Makes a change part of a larger transaction; {@link #announce} must follow its commit. */
    public Uni<Pair> store(
            SqlConnection tx, UUID tenant, Actor actor, String action, AccountKey before, AccountKey wanted) {
        if (wanted.equals(before)) {
            return Uni.createFrom().item(new Pair(before, before));
        }
        AccountKey after = wanted.withVersion(before.version() + 1);
        return store.update(tx, tenant, after)
                .chain(() -> audit.append(tx, actor, action, after.id().toString(), KeyDetail.change(before, after)))
                .chain(() -> changes.record(
                        tx, after.hash(), after.version(), !after.status().equals("active")))
                .replaceWith(new Pair(before, after));
    }

    /** Tells the cache of a committed change. */
    public Uni<Changed> announce(Pair pair) {
        AccountKey after = pair.after();
        return changes.announce(after.hash(), after.version(), !after.status().equals("active"))
                .invoke(this::count)
                .map(announced -> new Changed(pair.before(), after, announced));
    }

    private void count(Announcement announced) {
        switch (announced) {
            case Announcement.Effective done -> effective.increment();
            case Announcement.Pending waiting -> pending.increment();
        }
    }

    /** A key before and after a change. */
    public record Pair(AccountKey before, AccountKey after) {}
}
