package io.hania.access.e2e.fault;

import io.hania.access.e2e.HaniaSystem;
import io.hania.access.e2e.RedisLine;
import io.hania.access.key.KeyHash;
import io.hania.access.key.RawKey;

/** What Redis holds of a key. */
record CachedKey(int redis, String name) {
    private static final int TAG_LENGTH = 20;

    /** Of this key. */
    static CachedKey of(HaniaSystem system, String secret) {
        String tag = KeyHash.of(new RawKey(secret)).base64().substring(0, TAG_LENGTH);
        return new CachedKey(system.local().ports().redis(), "hania:k:{" + tag + '}');
    }

    /** Whether there is a value that begins so: R a record, D a tombstone, F the token of a reader. */
    boolean is(char kind) {
        return RedisLine.send(redis, "GET", name).contains("\n" + kind + '1');
    }

    /** How long the value stays, in milliseconds. */
    long lease() {
        return Long.parseLong(RedisLine.send(redis, "PTTL", name).substring(1).strip());
    }

    /** Lets the value go, as it goes by itself after its lease. */
    void endLease() {
        RedisLine.send(redis, "DEL", name);
    }
}
