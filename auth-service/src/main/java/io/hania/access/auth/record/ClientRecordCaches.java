package io.hania.access.auth.record;

import io.hania.access.records.RedisNames;
import io.hania.access.records.WindowShape;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import java.time.Duration;

/** Shares the library's connections to a cluster between all event loops. */
final class ClientRecordCaches implements RecordCaches {
    private final Vertx vertx;
    private final Redis redis;
    private final RedisNames names;
    private final WindowShape window;
    private final Duration patience;

    ClientRecordCaches(Vertx vertx, Redis redis, String prefix, WindowShape window, Duration patience) {
        this.vertx = vertx;
        this.redis = redis;
        this.names = new RedisNames(prefix);
        this.window = window;
        this.patience = patience;
    }

    @Override
    public RecordCache open(Context context) {
        ClientRecordCache cache = new ClientRecordCache(vertx, context, redis, names, window, patience.toMillis());
        cache.open();
        return cache;
    }
}
