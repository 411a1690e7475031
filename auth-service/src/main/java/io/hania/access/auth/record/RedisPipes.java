package io.hania.access.auth.record;

import io.hania.access.records.WindowShape;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Opens the connections to Redis, one for each event loop that decides. */
final class RedisPipes implements RecordCaches {
    private static final int CONNECT_MILLIS = 1000;

    private final Vertx vertx;
    private final Settings settings;
    private final NetClient client;

    /**
     * @param address where Redis is
     * @param commands the commands of the decision path
     * @param patience how long an answer may take before PostgreSQL decides
     */
    record Settings(RedisAddress address, RedisCommands commands, Duration patience) {}

    RedisPipes(Vertx vertx, String host, @Nullable String password, String prefix, WindowShape window, Duration slow) {
        this.vertx = vertx;
        RedisAddress address = RedisAddress.parse(host, password);
        this.settings = new Settings(address, new RedisCommands(prefix, window), slow);
        this.client = vertx.createNetClient(new NetClientOptions()
                .setTcpNoDelay(true)
                .setTcpKeepAlive(true)
                .setConnectTimeout(CONNECT_MILLIS)
                .setSsl(address.tls())
                .setHostnameVerificationAlgorithm(address.tls() ? "HTTPS" : ""));
    }

    @Override
    public RecordCache open(Context context) {
        RedisPipe pipe = new RedisPipe(vertx, context, client, settings);
        pipe.open();
        return pipe;
    }
}
