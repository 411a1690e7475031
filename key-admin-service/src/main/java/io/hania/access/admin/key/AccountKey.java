package io.hania.access.admin.key;

import io.hania.access.key.KeyHash;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An account key as operators may know it: everything but the key itself.
 *
 * @param display what is shown of the key, such as {@code hania_sk_3f9a…9d2b}
 * @param chosen what an operator chose, and can choose anew
 * @param version counts the changes that a decision depends on
 * @param standing whether it can be used, and what is to become of it
 */
public record AccountKey(
        UUID id,
        KeyHash hash,
        String display,
        KeyWish chosen,
        long version,
        String createdBy,
        Instant createdAt,
        Standing standing) {
    /** The columns that {@link #of} reads, of {@code access.account_key k}. */
    public static final String COLUMNS = """
            k.id, k.hash, k.display, k.name, k.abilities, k.status, k.expires_at, k.rate_limit, k.version, k.created_by,
            k.created_at, k.replaces, k.grace_ends, k.quiet_ends, k.disabled_by,
            (select s.id from access.account_key s where s.replaces = k.id) as replaced_by
            """;

    /**
     * Where a key is in its life.
     *
     * @param status {@code active}, {@code disabled} or {@code revoked}
     * @param disabledBy who disabled it; {@code exposure} when it was done automatically
     * @param replaces the key that this one took over from in a rotation
     * @param replacedBy the key that took over from this one
     * @param graceEnds when a rotation ends this key at the latest; null if it isn't being replaced
     * @param quietEnds whether a rotation ends this key as soon as it is quiet
     */
    public record Standing(
            String status,
            @Nullable String disabledBy,
            @Nullable UUID replaces,
            @Nullable UUID replacedBy,
            @Nullable Instant graceEnds,
            boolean quietEnds) {
        /** A new key's, which takes over from another one or from none. */
        public static Standing fresh(@Nullable UUID replaces) {
            return new Standing("active", null, replaces, null, null, false);
        }
    }

    public String name() {
        return chosen.name();
    }

    public List<String> abilities() {
        return chosen.abilities();
    }

    /** The end; null for never. */
    public @Nullable Instant expiresAt() {
        return chosen.expiresAt();
    }

    /** Calls an hour; null for no limit. */
    public @Nullable Integer rateLimit() {
        return chosen.rateLimit();
    }

    public String status() {
        return standing.status();
    }

    public @Nullable String disabledBy() {
        return standing.disabledBy();
    }

    public @Nullable UUID replaces() {
        return standing.replaces();
    }

    public @Nullable UUID replacedBy() {
        return standing.replacedBy();
    }

    public @Nullable Instant graceEnds() {
        return standing.graceEnds();
    }

    public boolean quietEnds() {
        return standing.quietEnds();
    }

    /** Whether the key can be used now, or could be if it were enabled. */
    public boolean live() {
        return !revoked() && !expired();
    }

    /** Whether its last day has passed. */
    public boolean expired() {
        Instant end = expiresAt();
        return end != null && !end.isAfter(Instant.now());
    }

    /** Whether calls with it are accepted now. */
    public boolean active() {
        return live() && status().equals("active");
    }

    /** Whether it was switched off. */
    public boolean disabled() {
        return status().equals("disabled");
    }

    /** Whether it is gone for good. */
    public boolean revoked() {
        return status().equals("revoked");
    }

    /** The same at another version. */
    public AccountKey withVersion(long next) {
        return new AccountKey(id, hash, display, chosen, next, createdBy, createdAt, standing);
    }

    /** The same with other choices. */
    public AccountKey with(KeyWish wish) {
        return new AccountKey(id, hash, display, wish, version, createdBy, createdAt, standing);
    }

    /** The same with other abilities. */
    public AccountKey withAbilities(List<String> next) {
        return with(new KeyWish(name(), next, expiresAt(), rateLimit()));
    }

    /** The same in another status, and who disabled it, if anybody. */
    public AccountKey withStatus(String next, @Nullable String by) {
        return with(new Standing(next, by, replaces(), replacedBy(), graceEnds(), quietEnds()));
    }

    /** The same, being replaced: it ends at the given moment at the latest. */
    public AccountKey retiring(Instant end, boolean quietly) {
        Instant before = expiresAt();
        return with(new KeyWish(
                        name(), abilities(), before == null || end.isBefore(before) ? end : before, rateLimit()))
                .with(new Standing(status(), disabledBy(), replaces(), replacedBy(), end, quietly));
    }

    private AccountKey with(Standing next) {
        return new AccountKey(id, hash, display, chosen, version, createdBy, createdAt, next);
    }

    /** Reads {@link #COLUMNS}. */
    public static AccountKey of(Row row) {
        return new AccountKey(
                row.getUUID("id"),
                KeyHash.ofBytes(row.getBuffer("hash").getBytes()),
                row.getString("display"),
                new KeyWish(
                        row.getString("name"),
                        List.of(row.getArrayOfStrings("abilities")),
                        instant(row, "expires_at"),
                        row.getInteger("rate_limit")),
                row.getLong("version"),
                row.getString("created_by"),
                row.getOffsetDateTime("created_at").toInstant(),
                new Standing(
                        row.getString("status"),
                        row.getString("disabled_by"),
                        row.getUUID("replaces"),
                        row.getUUID("replaced_by"),
                        instant(row, "grace_ends"),
                        row.getBoolean("quiet_ends")));
    }

    private static @Nullable Instant instant(Row row, String column) {
        OffsetDateTime moment = row.getOffsetDateTime(column);
        return moment == null ? null : moment.toInstant();
    }
}
