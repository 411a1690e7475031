package io.hania.access.records;

import static org.assertj.core.api.Assertions.assertThat;

import io.hania.access.key.KeyHash;
import io.hania.access.key.KeyId;
import io.hania.access.key.KeyKind;
import io.hania.access.key.RawKey;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** The layout of records in Redis: what is written is read again, and garbage is nothing. */
class CachedValueTest {
    private static final KeyHash HASH = KeyHash.of(new RawKey("some key"));

    @Property
    void readsWhatItWrote(@ForAll("records") KeyRecord record) {
        assertThat(CachedValue.decode(HASH, stored(record))).isEqualTo(record);
    }

    @Property
    void isNothingForAnotherKey(@ForAll("records") KeyRecord record) {
        assertThat(CachedValue.decode(KeyHash.of(new RawKey("another")), stored(record)))
                .isNull();
    }

    @Property
    void takesGarbageForNothing(@ForAll @Size(max = 200) byte[] garbage) {
        byte[] value = new byte[garbage.length + 2];
        value[0] = 'R';
        value[1] = '1';
        System.arraycopy(garbage, 0, value, 2, garbage.length);

        assertThat(CachedValue.decode(HASH, ByteBuffer.wrap(value))).isNull();
    }

    @Property
    void takesAShortenedRecordForNothing(@ForAll("records") KeyRecord record) {
        ByteBuffer whole = stored(record);
        whole.limit(whole.limit() - 1);

        KeyRecord read = CachedValue.decode(HASH, whole);

        assertThat(read).isNotEqualTo(record);
    }

    @Property(tries = 20)
    void keysReadTogetherAreNotReadAgainTogether(@ForAll("records") KeyRecord record) {
        Map<Integer, Long> leases = IntStream.range(0, 1000)
                .mapToObj(i -> KeyHash.of(new RawKey("key " + i)))
                .map(hash ->
                        ByteBuffer.wrap(CachedValue.record(hash, record, 0)).getInt(2))
                .collect(Collectors.groupingBy(lease -> lease, Collectors.counting()));

        assertThat(leases.keySet()).hasSize(16).allMatch(lease -> lease >= 45 && lease <= 60);
        assertThat(leases.values()).allMatch(keys -> keys < 120);
    }

    @Provide
    Arbitrary<KeyRecord> records() {
        Arbitrary<List<String>> names =
                Arbitraries.strings().ofMaxLength(40).list().ofMaxSize(20);
        return Combinators.combine(
                        Arbitraries.of(KeyKind.values()),
                        names,
                        Arbitraries.longs().between(0, 4_102_444_800_000L).injectNull(0.3),
                        Arbitraries.integers().greaterOrEqual(0),
                        Arbitraries.longs().greaterOrEqual(1),
                        Arbitraries.create(UUID::randomUUID))
                .as((kind, list, expiry, limit, version, id) -> {
                    boolean account = kind == KeyKind.ACCOUNT;
                    return new KeyRecord(
                            new KeyId(id),
                            kind,
                            new UUID(id.getLeastSignificantBits(), id.getMostSignificantBits()),
                            account ? list : List.of("chat:send"),
                            KeyStatus.ACTIVE,
                            expiry == null ? null : Instant.ofEpochMilli(expiry),
                            limit,
                            version,
                            account ? null : "bot-1",
                            account ? List.of() : list);
                });
    }

    /** The value as Redis holds it, with a run put in by the script. */
    private static ByteBuffer stored(KeyRecord record) {
        byte[] value = CachedValue.record(HASH, record, 1_700_000_000);
        ByteBuffer whole = ByteBuffer.allocate(value.length + 4);
        return whole.put(value, 0, 2).putInt(42).put(value, 2, value.length - 2).flip();
    }
}
