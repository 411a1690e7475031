package io.hania.access.stores;

import org.jspecify.annotations.Nullable;

/**
 * The stores that all tests of one JVM share, started when first asked for and stopped with the JVM. Redis is always started
 * before PostgreSQL: a process forked while the other's binary is being unpacked makes that binary busy.
 */
public final class Stores {
    private static @Nullable RedisStore redis;
    private static @Nullable PostgresStore postgres;

    private Stores() {}

    /** The shared Redis, empty at first. */
    public static synchronized RedisStore redis() {
        if (redis == null) {
            redis = RedisStore.start();
        }
        return redis;
    }

    /** The shared PostgreSQL; take a database of your own from it. */
    public static synchronized PostgresStore postgres() {
        if (postgres == null) {
            redis();
            postgres = PostgresStore.start();
        }
        return postgres;
    }
}
