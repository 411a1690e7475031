package io.hania.access.bench.piece;

import io.hania.access.ability.Abilities;
import io.hania.access.catalog.Catalog;
import io.hania.access.catalog.Match;
import io.hania.access.key.KeyFormat;
import io.hania.access.key.KeyHash;
import io.hania.access.key.KeyKind;
import io.hania.access.key.RawKey;
import io.hania.access.target.RequestTarget;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What each call does at least once. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Pieces {
    private final KeyFormat format = new KeyFormat("hania");
    private final RawKey key = format.generate(KeyKind.ACCOUNT);
    private final Catalog catalog = Catalog.builtin();
    private final Abilities abilities = Abilities.of(List.of("bots:*", "tools:read"), catalog);
    private final String method = "GET";
    private final String path = "/api/v1/bots/bot_5f2c";

    /** Form and checksum. */
    @Benchmark
    public Optional<KeyKind> keyCheck() {
        return format.kindOf(key);
    }

    /** SHA-256. */
    @Benchmark
    public KeyHash keyHash() {
        return KeyHash.of(key);
    }

    /** The gate that refuses what has two readings. */
    @Benchmark
    public RequestTarget targetGate() {
        return RequestTarget.check("/api/v1/bots/bot_5f2c?limit=20");
    }

    /** Which operation a call is. */
    @Benchmark
    public Match catalogMatch() {
        return catalog.match(method, path);
    }

    /** Whether the key may. */
    @Benchmark
    public boolean ability() {
        return abilities.grants("bots:read");
    }
}
