package io.hania.access.auth;

import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import java.time.Duration;

/** Looks into Redis and spoils it. */
final class RedisProbe implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Vertx vertx = Vertx.vertx();
    private final Redis redis;

    RedisProbe(String url) {
        redis = Redis.createClient(vertx, url);
    }

    Response call(Command command, Object... arguments) {
        Request request = Request.cmd(command);
        for (Object argument : arguments) {
            if (argument instanceof byte[] bytes) {
                request.arg(io.vertx.mutiny.core.buffer.Buffer.buffer(bytes));
            } else {
                request.arg(String.valueOf(argument));
            }
        }
        return redis.send(request).await().atMost(PATIENCE);
    }

    @Override
    public void close() {
        redis.close();
        vertx.close().await().atMost(PATIENCE);
    }
}
