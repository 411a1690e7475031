package io.hania.access.admin.rotation;

import io.hania.access.admin.account.Operator;
import io.hania.access.admin.audit.Actor;
import io.hania.access.admin.audit.AuditLog;
import io.hania.access.admin.creation.Keys;
import io.hania.access.admin.key.AccountKey;
import io.hania.access.admin.key.KeyChange;
import io.hania.access.admin.key.KeyDetail;
import io.hania.access.admin.key.KeyStore;
import io.hania.access.admin.key.KeyWish;
import io.hania.access.key.KeyFormat;
import io.hania.access.key.KeyKind;
import io.hania.access.key.RawKey;
import io.hania.access.records.KeyChanges;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rotations of keys: the new row, the old one's end, the audit entries, all in one transaction. */
@ApplicationScoped
class Rotations {
    /** What came of a rotation. */
    sealed interface Outcome {
        /** A new key; {@code raw} is shown once, in the answer to this very request. */
        record Made(AccountKey key, RawKey raw) implements Outcome {}

        /** The same form made this key before. */
        record MadeBefore(UUID id) implements Outcome {}

        /** There is no such key, or it can't be rotated: it is revoked, or being replaced already. */
        record Refused() implements Outcome {}
    }

    private static final String QUIET = """
            select o.tenant_id, o.id
              from access.account_key o
              join access.account_key n on n.replaces = o.id
              join usage.last_use used on used.key_id = n.id
              left join usage.last_use last on last.key_id = o.id
             where o.status = 'active' and o.quiet_ends and n.created_at < now() - interval '1 hour'
               and (last.at is null or last.at < now() - interval '1 hour')
             limit 100
            """;

    private final KeyStore store;
    private final Keys keys;
    private final KeyFormat format;
    private final KeyChange changes;
    private final KeyChanges announcements;
    private final AuditLog audit;
    private final Pool pool;

    Rotations(
            KeyStore store,
            Keys keys,
            KeyFormat format,
            KeyChange changes,
            KeyChanges announcements,
            AuditLog audit,
            Pool pool) {
        this.store = store;
        this.keys = keys;
        this.format = format;
        this.changes = changes;
        this.announcements = announcements;
        this.audit = audit;
        this.pool = pool;
    }

    Uni<Outcome> rotate(Operator operator, Actor actor, UUID id, Grace grace, boolean quietly, String token) {
        RawKey raw = format.generate(KeyKind.ACCOUNT);
        return pool.withTransaction(tx -> store.lock(tx, operator.tenant(), id)
                        .chain(found -> begin(tx, operator, actor, found, raw, grace, quietly, token)))
                .chain(step -> step.changed() == null
                        ? Uni.createFrom().item(step.outcome())
                        : announce(step.outcome(), step.changed()));
    }

    /** Ends the old keys of rotations that were to end when they are quiet. */
    @Scheduled(every = "{admin.rotation.every:60s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> finish() {
        return pool.query(QUIET)
                .execute()
                .toMulti()
                .flatMap(rows -> Multi.createFrom().iterable(rows))
                .onItem()
                .transformToUniAndConcatenate(row -> {
                    UUID tenant = row.getUUID("tenant_id");
                    return changes.change(
                            tenant,
                            row.getUUID("id"),
                            Actor.system(tenant),
                            "key.rotation_finished",
                            key -> key.active() ? key.withStatus("revoked", null) : key);
                })
                .collect()
                .asList()
                .replaceWithVoid()
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Step> begin(
            SqlConnection tx,
            Operator operator,
            Actor actor,
            Optional<AccountKey> found,
            RawKey raw,
            Grace grace,
            boolean quietly,
            String token) {
        if (found.isEmpty() || found.get().revoked()) {
            return Uni.createFrom().item(new Step(new Outcome.Refused(), null));
        }
        AccountKey old = found.get();
        AccountKey fresh = keys.draft(raw, wish(old), operator.email(), old.id());
        return store.claim(tx, operator.tenant(), token, fresh.id()).chain(before -> {
            if (before.isPresent()) {
                return Uni.createFrom().item(new Step(new Outcome.MadeBefore(before.get()), null));
            }
            if (old.replacedBy() != null) {
                return Uni.createFrom().failure(new AlreadyReplaced());
            }
            return replace(tx, operator, actor, old, fresh, grace, quietly)
                    .map(pair -> new Step(new Outcome.Made(fresh, raw), pair));
        });
    }

    private Uni<KeyChange.Pair> replace(
            SqlConnection tx,
            Operator operator,
            Actor actor,
            AccountKey old,
            AccountKey fresh,
            Grace grace,
            boolean quietly) {
        Instant end = Instant.now().truncatedTo(ChronoUnit.SECONDS).plus(grace.duration());
        AccountKey retired = grace == Grace.NOW ? old.withStatus("revoked", null) : old.retiring(end, quietly);
        return store.insert(tx, operator.tenant(), fresh)
                .chain(() -> audit.append(
                        tx,
                        actor,
                        "key.created",
                        fresh.id().toString(),
                        KeyDetail.of(fresh).put("replaces", old.id().toString())))
                .chain(() -> changes.store(tx, operator.tenant(), actor, "key.rotated", old, retired));
    }

    private Uni<Outcome> announce(Outcome outcome, KeyChange.Pair changed) {
        return changes.announce(changed)
                .chain(() -> outcome instanceof Outcome.Made made
                        ? announcements.created(made.key().hash())
                        : Uni.createFrom().voidItem())
                .replaceWith(outcome);
    }

    /** The new key is what the old one was; if that had an end, the new one lives as long from now. */
    private static KeyWish wish(AccountKey old) {
        Instant end = old.expiresAt() == null
                ? null
                : Instant.now()
                        .truncatedTo(ChronoUnit.SECONDS)
                        .plus(Duration.between(old.createdAt(), old.expiresAt()));
        return new KeyWish(old.name(), old.abilities(), end, old.rateLimit());
    }

    /** What to answer, and what to announce first. */
    private record Step(Outcome outcome, KeyChange.@Nullable Pair changed) {}

    /** Takes back the claim of the token: the key is being replaced already. */
    static final class AlreadyReplaced extends RuntimeException {
        private static final long serialVersionUID = 1;

        AlreadyReplaced() {
            super("the key is being replaced already", null, false, false);
        }
    }
}
