package io.hania.access.records;

import io.hania.access.key.KeyHash;

/**
 * The names under which a key is known in Redis: {@code hania:k:{…}} its record, {@code hania:c:{…}} its window,
 * {@code hania:v:{…}:…} the window of one of a widget's visitors. What stands in braces is the hash tag of Redis
 * Cluster, so that all three live in one slot.
 *
 * <p>The tag is the first 20 characters of the hash in base64url, 120 of its 256 bits: as good as the whole against
 * guessing (2^120 tries), and 46 bytes less for each of the two names in Redis.
 */
public final class RedisNames {
    private static final int TAG_LENGTH = 20;

    private final String prefix;

    /** @param prefix the configured {@code keys.prefix} */
    public RedisNames(String prefix) {
        this.prefix = prefix;
    }

    /** The hash's part of every name below. */
    public static String tag(KeyHash hash) {
        return hash.base64().substring(0, TAG_LENGTH);
    }

    /** The name of the cached record. */
    public String record(KeyHash hash) {
        return prefix + ":k:{" + tag(hash) + '}';
    }

    /** The name of the window of calls. */
    public String counter(KeyHash hash) {
        return prefix + ":c:{" + tag(hash) + '}';
    }

    /** The name of the window of one visitor's calls. */
    public String visitor(KeyHash hash, String visitor) {
        return prefix + ":v:{" + tag(hash) + "}:" + visitor;
    }
}
