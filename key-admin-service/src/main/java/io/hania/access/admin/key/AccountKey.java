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
 * @param status {@code active}, {@code disabled} or {@code revoked}
 * @param rateLimit calls an hour; null for no limit
 * @param version counts the changes that a decision depends on
 * @param replaces the key that this one took over from in a rotation
 * @param replacedBy the key that took over from this one
 * @param graceEnds when a rotation ends this key at the latest; null if it isn't being replaced
 * @param quietEnds whether a rotation ends this key as soon as it is quiet
 */
public record AccountKey(
        UUID id,
        KeyHash hash,
        String display,
        String name,
        List<String> abilities,
        String status,
        @Nullable Instant expiresAt,
        @Nullable Integer rateLimit,
        long version,
        String createdBy,
        Instant createdAt,
        @Nullable Instant revokedAt,
        @Nullable UUID replaces,
        @Nullable UUID replacedBy,
        @Nullable Instant graceEnds,
        boolean quietEnds,
        @Nullable String disabledBy) {
    /** The columns that {@link #of} reads, of {@code access.account_key k}. */
    public static final String COLUMNS = """
            k.id, k.hash, k.display, k.name, k.abilities, k.status, k.expires_at, k.rate_limit, k.version, k.created_by,
            k.created_at, k.revoked_at, k.replaces, k.grace_ends, k.quiet_ends, k.disabled_by,
            (select s.id from access.account_key s where s.replaces = k.id) as replaced_by
            """;

    /** Whether the key can be used now, or could be if it were enabled. */
    public boolean live() {
        return !status.equals("revoked") && !expired();
    }

    /** Whether its last day has passed. */
    public boolean expired() {
        return expiresAt != null && !expiresAt.isAfter(Instant.now());
    }

    /** Whether calls with it are accepted now. */
    public boolean active() {
        return live() && status.equals("active");
    }

    /** Whether it was switched off. */
    public boolean disabled() {
        return status.equals("disabled");
    }

    /** Whether it is gone for good. */
    public boolean revoked() {
        return status.equals("revoked");
    }

    /** The same at another version. */
    public AccountKey withVersion(long next) {
        return new AccountKey(
                id,
                hash,
                display,
                name,
                abilities,
                status,
                expiresAt,
                rateLimit,
                next,
                createdBy,
                createdAt,
                revokedAt,
                replaces,
                replacedBy,
                graceEnds,
                quietEnds,
                disabledBy);
    }

    /** The same in another status, and who disabled it, if anybody. */
    public AccountKey withStatus(String next, @Nullable String by) {
        return new AccountKey(
                id,
                hash,
                display,
                name,
                abilities,
                next,
                expiresAt,
                rateLimit,
                version,
                createdBy,
                createdAt,
                revokedAt,
                replaces,
                replacedBy,
                graceEnds,
                quietEnds,
                by);
    }

    /** The same with what an operator can choose. */
    public AccountKey with(KeyWish wish) {
        return new AccountKey(
                id,
                hash,
                display,
                wish.name(),
                wish.abilities(),
                status,
                wish.expiresAt(),
                wish.rateLimit(),
                version,
                createdBy,
                createdAt,
                revokedAt,
                replaces,
                replacedBy,
                graceEnds,
                quietEnds,
                disabledBy);
    }

    /** The same with other abilities. */
    public AccountKey withAbilities(List<String> next) {
        return new AccountKey(
                id,
                hash,
                display,
                name,
                next,
                status,
                expiresAt,
                rateLimit,
                version,
                createdBy,
                createdAt,
                revokedAt,
                replaces,
                replacedBy,
                graceEnds,
                quietEnds,
                disabledBy);
    }

    /** The same, being replaced: it ends at the given moment at the latest. */
    public AccountKey retiring(Instant end, boolean quietly) {
        return new AccountKey(
                id,
                hash,
                display,
                name,
                abilities,
                status,
                expiresAt == null || end.isBefore(expiresAt) ? end : expiresAt,
                rateLimit,
                version,
                createdBy,
                createdAt,
                revokedAt,
                replaces,
                replacedBy,
                end,
                quietly,
                disabledBy);
    }

    /** Reads {@link #COLUMNS}. */
    public static AccountKey of(Row row) {
        return new AccountKey(
                row.getUUID("id"),
                KeyHash.ofBytes(row.getBuffer("hash").getBytes()),
                row.getString("display"),
                row.getString("name"),
                List.of(row.getArrayOfStrings("abilities")),
                row.getString("status"),
                instant(row, "expires_at"),
                row.getInteger("rate_limit"),
                row.getLong("version"),
                row.getString("created_by"),
                row.getOffsetDateTime("created_at").toInstant(),
                instant(row, "revoked_at"),
                row.getUUID("replaces"),
                row.getUUID("replaced_by"),
                instant(row, "grace_ends"),
                row.getBoolean("quiet_ends"),
                row.getString("disabled_by"));
    }

    private static @Nullable Instant instant(Row row, String column) {
        OffsetDateTime moment = row.getOffsetDateTime(column);
        return moment == null ? null : moment.toInstant();
    }
}
