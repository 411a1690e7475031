package io.hania.access.records;

import io.hania.access.key.KeyHash;
import io.hania.access.key.KeyId;
import io.hania.access.key.KeyKind;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The values that stand in Redis under a key's name. Each begins with a letter and the version of its layout, then the
 * <em>run</em>: 4 bytes of the run id of the Redis process that wrote it. A value of another run, of another version or
 * of any other shape counts as nothing, and the next reader overwrites it.
 *
 * <pre>
 * record     'R' '1' run(4) lease(4) flags(1) limit(4) check(4) id(16) tenant(16) [expiry(8)] version lists
 * tombstone  'D' '1' run(4)                 the key is revoked or disabled; lives 24 hours
 * unknown    'U' '1' run(4)                 PostgreSQL has no such key; lives 2 seconds
 * fill token 'F' '1' run(4) token(16)       a reader is on its way to PostgreSQL; lives 2 seconds
 * </pre>
 *
 * <p>Numbers are big-endian. {@code lease}: seconds of Redis's clock until which the record may be used. {@code flags}:
 * 1 widget key, 2 has an expiry. {@code limit}: calls a window, 0 for none. {@code check}: bytes 28 to 31 of the hash.
 * {@code expiry}: milliseconds since 1970. {@code version} and all lengths are varints of 7 bits a byte, lowest first.
 * {@code lists}: the abilities of an account key, or bot and domains of a widget key, each a count followed by
 * length-prefixed UTF-8; length 0 stands before the number of one of the {@link #COMMON} texts, which keeps a key with many
 * abilities under 400 bytes.
 */
public final class CachedValue {
    /** How long a record may be used at most after it was read from PostgreSQL: the bound of every outage. */
    public static final Duration LEASE = Duration.ofSeconds(60);
    /** How long a tombstone stands; afterwards PostgreSQL says the same. */
    public static final Duration TOMBSTONE = Duration.ofHours(24);
    /** How long a key that doesn't exist is remembered. */
    public static final Duration UNKNOWN = Duration.ofSeconds(2);
    /** Bytes of a fill token. */
    public static final int TOKEN_LENGTH = 16;

    /** A key's own lease is shorter by up to so many seconds, lest all keys that were read together be read together again. */
    private static final int MOST_SPARED = 15;

    private static final byte LAYOUT = '1';
    private static final int RUN_LENGTH = 4;
    private static final int CHECK_LENGTH = 4;
    private static final int WIDGET = 1;
    private static final int EXPIRES = 2;
    /** Texts that are written as their number here: append to it, never reorder it within a layout. */
    private static final List<String> COMMON = List.of(
            "bots:read",
            "bots:write",
            "tools:read",
            "tools:write",
            "knowledge:read",
            "knowledge:write",
            "memories:read",
            "memories:write",
            "widgets:read",
            "widgets:write",
            "conversations:read",
            "conversations:write",
            "chat:send",
            "calls:write");

    private static final byte[] DEAD_VALUE = {'D', LAYOUT};
    private static final byte[] UNKNOWN_VALUE = {'U', LAYOUT};

    private CachedValue() {}

    /** The value for a key that PostgreSQL holds but that isn't active, without its run. */
    public static byte[] dead() {
        return DEAD_VALUE.clone();
    }

    /** The value for a key that PostgreSQL doesn't hold, without its run. */
    public static byte[] unknown() {
        return UNKNOWN_VALUE.clone();
    }

    /**
     * The value for an active key, without its run, which the script puts in.
     *
     * @param readAt seconds of Redis's clock before PostgreSQL was read; the lease begins there
     */
    public static byte[] record(KeyHash hash, KeyRecord record, long readAt) {
        List<String> lists = lists(record);
        byte[][] texts = new byte[lists.size()][];
        int size = 70;
        for (int i = 0; i < texts.length; i++) {
            texts[i] = lists.get(i).getBytes(StandardCharsets.UTF_8);
            size += texts[i].length + 5;
        }
        ByteBuffer out = ByteBuffer.allocate(size);
        out.put((byte) 'R').put(LAYOUT).putInt((int) (readAt + leaseSeconds(hash)));
        out.put((byte) flags(record)).putInt(record.limit());
        out.put(hash.bytes(), KeyHash.LENGTH - CHECK_LENGTH, CHECK_LENGTH);
        putUuid(out, record.id().value());
        putUuid(out, record.tenant());
        if (record.expiresAt() != null) {
            out.putLong(record.expiresAt().toEpochMilli());
        }
        putVarint(out, record.version());
        putVarint(out, texts.length);
        for (int i = 0; i < texts.length; i++) {
            putText(out, COMMON.indexOf(lists.get(i)), texts[i]);
        }
        return trimmed(out);
    }

    private static long leaseSeconds(KeyHash hash) {
        return LEASE.toSeconds() - (hash.bytes()[0] & 0xff) % (MOST_SPARED + 1);
    }

    /**
     * The record in a value as Redis returned it, run included; null if it isn't one for this key.
     *
     * @param value positioned at the letter; what follows the record is not looked at
     */
    public static @Nullable KeyRecord decode(KeyHash hash, ByteBuffer value) {
        try {
            return read(hash, value);
        } catch (RuntimeException garbage) {
            return null;
        }
    }

    private static @Nullable KeyRecord read(KeyHash hash, ByteBuffer in) {
        if (in.get() != 'R' || in.get() != LAYOUT) {
            return null;
        }
        in.position(in.position() + RUN_LENGTH + Integer.BYTES);
        int flags = in.get();
        int limit = in.getInt();
        if (in.getInt() != ByteBuffer.wrap(hash.bytes()).getInt(KeyHash.LENGTH - CHECK_LENGTH)) {
            return null;
        }
        KeyId id = new KeyId(uuid(in));
        UUID tenant = uuid(in);
        Instant expiry = (flags & EXPIRES) == 0 ? null : Instant.ofEpochMilli(in.getLong());
        long version = varint(in);
        List<String> lists = texts(in);
        return (flags & WIDGET) == 0
                ? account(id, tenant, expiry, limit, version, lists)
                : widget(id, tenant, expiry, limit, version, lists);
    }

    private static KeyRecord account(
            KeyId id, UUID tenant, @Nullable Instant expiry, int limit, long version, List<String> abilities) {
        return new KeyRecord(
                id, KeyKind.ACCOUNT, tenant, abilities, KeyStatus.ACTIVE, expiry, limit, version, null, List.of());
    }

    private static KeyRecord widget(
            KeyId id, UUID tenant, @Nullable Instant expiry, int limit, long version, List<String> lists) {
        List<String> abilities = List.of(lists.get(1).split(" "));
        List<String> domains = lists.subList(2, lists.size());
        return new KeyRecord(
                id, KeyKind.WIDGET, tenant, abilities, KeyStatus.ACTIVE, expiry, limit, version, lists.get(0), domains);
    }

    private static List<String> lists(KeyRecord record) {
        if (record.kind() == KeyKind.ACCOUNT) {
            return record.abilities();
        }
        List<String> all = new ArrayList<>(record.allowedDomains().size() + 2);
        all.add(record.botId() == null ? "" : record.botId());
        all.add(String.join(" ", record.abilities()));
        all.addAll(record.allowedDomains());
        return all;
    }

    private static int flags(KeyRecord record) {
        return (record.kind() == KeyKind.WIDGET ? WIDGET : 0) | (record.expiresAt() == null ? 0 : EXPIRES);
    }

    private static List<String> texts(ByteBuffer in) {
        int count = Math.toIntExact(varint(in));
        List<String> texts = new ArrayList<>(Math.min(count, in.remaining()));
        for (int i = 0; i < count; i++) {
            texts.add(text(in));
        }
        return texts;
    }

    private static String text(ByteBuffer in) {
        int length = checkedLength(in);
        if (length == 0) {
            byte number = in.get();
            return number < 0 ? "" : COMMON.get(number);
        }
        byte[] text = new byte[length];
        in.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }

    private static void putText(ByteBuffer out, int common, byte[] text) {
        if (common >= 0 || text.length == 0) {
            out.put((byte) 0).put((byte) common);
            return;
        }
        putVarint(out, text.length);
        out.put(text);
    }

    private static int checkedLength(ByteBuffer in) {
        long length = varint(in);
        if (length > in.remaining()) {
            throw new IllegalArgumentException("longer than the value");
        }
        return (int) length;
    }

    private static void putUuid(ByteBuffer out, UUID id) {
        out.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
    }

    private static UUID uuid(ByteBuffer in) {
        return new UUID(in.getLong(), in.getLong());
    }

    private static void putVarint(ByteBuffer out, long value) {
        long rest = value;
        while (rest > 0x7f) {
            out.put((byte) (rest | 0x80));
            rest >>>= 7;
        }
        out.put((byte) rest);
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; shift < 63; shift += 7) {
            byte next = in.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("no varint");
    }

    private static byte[] trimmed(ByteBuffer out) {
        byte[] value = new byte[out.position()];
        out.flip().get(value);
        return value;
    }
}
