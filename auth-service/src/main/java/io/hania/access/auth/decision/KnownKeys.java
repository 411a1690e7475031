package io.hania.access.auth.decision;

import io.hania.access.ability.Abilities;
import io.hania.access.catalog.Catalog;
import io.hania.access.key.KeyHash;
import io.hania.access.origin.AllowedDomains;
import io.hania.access.records.CachedValue;
import io.hania.access.records.KeyRecord;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Turns the bytes of a record into a {@link KnownKey}, and remembers the outcome beside the very bytes. It is no cache of
 * decisions: Redis is asked for every call, and only what it returned byte for byte before is not decoded again. Bounded;
 * shared by all event loops, so that each knows what Redis last told any of them of a limit.
 */
final class KnownKeys {
    private static final int MOST = 16_384;
    /** Letter, version and run, then the lease: they change without the record. */
    private static final int HEAD = 10;

    private static final byte[] NOTHING = {};

    private final Catalog catalog;
    private final Map<KeyHash, Decoded> decoded = new ConcurrentHashMap<>();
    private final Map<List<String>, Abilities> abilities = new ConcurrentHashMap<>();

    private record Decoded(byte[] bytes, KnownKey key) {}

    KnownKeys(Catalog catalog) {
        this.catalog = catalog;
    }

    /** @return null if the bytes are no record of this key */
    @Nullable
    KnownKey decode(KeyHash hash, ByteBuffer value) {
        Decoded before = decoded.get(hash);
        if (before != null && same(before.bytes, value)) {
            return before.key;
        }
        byte[] bytes = new byte[value.remaining()];
        value.duplicate().get(bytes);
        KeyRecord record = CachedValue.decode(hash, value);
        if (record == null) {
            return null;
        }
        KnownKey key = ready(hash, record);
        keep(hash, new Decoded(bytes, key));
        return key;
    }

    /** The same for a record that PostgreSQL gave. */
    KnownKey ready(KeyHash hash, KeyRecord record) {
        Decoded before = decoded.get(hash);
        if (before != null && before.key.record().equals(record)) {
            return before.key;
        }
        AllowedDomains domains = AllowedDomains.stored(record.allowedDomains());
        KnownKey key = new KnownKey(
                record, abilities(record.abilities()), domains, before == null ? 0 : before.key.lastUsed());
        keep(hash, new Decoded(NOTHING, key));
        return key;
    }

    /** The same object for the same grants: there are far fewer of them than keys, so they stay in the processor's cache. */
    private Abilities abilities(List<String> granted) {
        if (abilities.size() >= MOST) {
            abilities.clear();
        }
        return abilities.computeIfAbsent(granted, grants -> Abilities.of(grants, catalog));
    }

    private void keep(KeyHash hash, Decoded key) {
        if (decoded.size() >= MOST) {
            decoded.clear();
        }
        decoded.put(hash, key);
    }

    private static boolean same(byte[] before, ByteBuffer value) {
        return before.length > HEAD
                && ByteBuffer.wrap(before, HEAD, before.length - HEAD)
                        .equals(value.slice(value.position() + HEAD, value.remaining() - HEAD));
    }
}
