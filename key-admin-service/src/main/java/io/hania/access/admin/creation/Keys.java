package io.hania.access.admin.creation;

import io.hania.access.admin.account.Operator;
import io.hania.access.admin.audit.Actor;
import io.hania.access.admin.audit.AuditLog;
import io.hania.access.admin.key.AccountKey;
import io.hania.access.admin.key.KeyDetail;
import io.hania.access.admin.key.KeyStore;
import io.hania.access.admin.key.KeyWish;
import io.hania.access.key.KeyFormat;
import io.hania.access.key.KeyHash;
import io.hania.access.key.KeyKind;
import io.hania.access.key.RawKey;
import io.hania.access.records.KeyChanges;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Creates account keys: the row, the audit entry and the claim of the form's token in one transaction. */
@ApplicationScoped
public class Keys {
    /** What came of a creation. */
    public sealed interface Creation {
        /** A new key; {@code raw} is shown once, in the answer to this very request. */
        record Made(AccountKey key, RawKey raw) implements Creation {}

        /** The same form made this key before. */
        record MadeBefore(UUID id) implements Creation {}
    }

    private final KeyStore store;
    private final KeyFormat format;
    private final KeyChanges changes;
    private final AuditLog audit;
    private final Pool pool;

    Keys(KeyStore store, KeyFormat format, KeyChanges changes, AuditLog audit, Pool pool) {
        this.store = store;
        this.format = format;
        this.changes = changes;
        this.audit = audit;
        this.pool = pool;
    }

    /**
     * @param token makes a repeated creation the same one
     */
    Uni<Creation> create(Operator operator, Actor actor, KeyWish wish, String token) {
        RawKey raw = format.generate(KeyKind.ACCOUNT);
        AccountKey key = draft(raw, wish, operator.email(), null);
        return pool.<Creation>withTransaction(tx -> store.claim(tx, operator.tenant(), token, key.id())
                        .chain(before -> before.isPresent()
                                ? Uni.createFrom().item(new Creation.MadeBefore(before.get()))
                                : insert(tx, operator.tenant(), actor, key).replaceWith(new Creation.Made(key, raw))))
                .call(creation -> creation instanceof Creation.Made
                        ? changes.created(key.hash())
                        : Uni.createFrom().voidItem());
    }

    private Uni<Void> insert(SqlConnection tx, UUID tenant, Actor actor, AccountKey key) {
        return store.insert(tx, tenant, key)
                .chain(() -> audit.append(tx, actor, "key.created", key.id().toString(), KeyDetail.of(key)));
    }

    /** A key that isn't stored yet. */
    public AccountKey draft(RawKey raw, KeyWish wish, String creator, @Nullable UUID replaces) {
        return new AccountKey(
                UUID.randomUUID(),
                KeyHash.of(raw),
                format.displayForm(raw),
                wish,
                1,
                creator,
                Instant.now(),
                AccountKey.Standing.fresh(replaces));
    }
}
