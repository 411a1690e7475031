package io.hania.access.auth.record;

import io.hania.access.key.KeyHash;
import io.hania.access.records.CachedValue;
import io.hania.access.records.LuaScript;
import io.hania.access.records.RedisNames;
import io.hania.access.records.WindowShape;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Redis Cluster, Sentinel or replication, by way of the client library, which knows where a slot is and follows it when it
 * moves. Every question is a command of its own, and the scripts ask the process that runs them for its run id, because which
 * process that is only the library knows.
 */
final class ClientRecordCache implements RecordCache {
    private static final Logger LOG = Logger.getLogger(ClientRecordCache.class);
    private static final long RETRY_MILLIS = 500;
    private static final Buffer NOTHING = Buffer.buffer();

    private final Vertx vertx;
    private final Context context;
    private final Redis redis;
    private final RedisNames names;
    private final LuaScript read;
    private final LuaScript settle;
    private final long patienceMillis;
    private final long node = new SecureRandom().nextLong();
    private volatile boolean reachable;
    private long tokens;

    ClientRecordCache(Vertx vertx, Context context, Redis redis, RedisNames names, WindowShape window, long patience) {
        this.vertx = vertx;
        this.context = context;
        this.redis = redis;
        this.names = names;
        this.read = LuaScript.read(window);
        this.settle = LuaScript.settle(window);
        this.patienceMillis = patience;
    }

    void open() {
        context.runOnContext(now -> probe());
    }

    @Override
    public boolean reachable() {
        return reachable;
    }

    @Override
    public long read(KeyHash hash, Counted counted, Answer answer) {
        long token = tokens++;
        run(
                read,
                answer,
                script -> Request.cmd(script.command)
                        .arg(script.text)
                        .arg("2")
                        .arg(names.record(hash))
                        .arg(names.counter(hash))
                        .arg(NOTHING)
                        .arg(token(token))
                        .arg(String.valueOf(counted.argument)));
        return token;
    }

    @Override
    public void settle(KeyHash hash, Settlement settlement, Answer answer) {
        String visitor = settlement.visitor() == null ? "" : settlement.visitor();
        run(
                settle,
                answer,
                script -> Request.cmd(script.command)
                        .arg(script.text)
                        .arg("3")
                        .arg(names.record(hash))
                        .arg(names.counter(hash))
                        .arg(names.visitor(hash, visitor))
                        .arg(NOTHING)
                        .arg(settlement.token() < 0 ? NOTHING : token(settlement.token()))
                        .arg(Buffer.buffer(settlement.value()))
                        .arg(Long.toString(settlement.millis()))
                        .arg(Integer.toString(settlement.limit()))
                        .arg(Integer.toString(settlement.visitorLimit()))
                        .arg(String.valueOf(settlement.counted().argument)));
    }

    @Override
    public void forget(KeyHash hash) {
        redis.send(Request.cmd(Command.DEL).arg(names.record(hash)));
    }

    /** The library sends at once. */
    @Override
    public void flush() {}

    /** A script by its digest, or as a whole for a node that doesn't have it yet. */
    private record Call(Command command, String text) {}

    /** Makes the request for a call. */
    private interface Requests {
        Request of(Call call);
    }

    private void run(LuaScript script, Answer answer, Requests requests) {
        Once once = new Once(answer);
        long timer = vertx.setTimer(patienceMillis, late -> once.late());
        redis.send(requests.of(new Call(Command.EVALSHA, script.sha())))
                .recover(failure -> isMissing(failure)
                        ? redis.send(requests.of(new Call(Command.EVAL, script.text())))
                        : Future.failedFuture(failure))
                .onComplete(result -> {
                    vertx.cancelTimer(timer);
                    once.answered(result.succeeded() ? result.result() : null);
                });
    }

    private static boolean isMissing(Throwable failure) {
        String message = failure.getMessage();
        return message != null && message.startsWith("NOSCRIPT");
    }

    private void lose() {
        if (reachable) {
            reachable = false;
            LOG.warn("Redis is lost: deciding from PostgreSQL");
            vertx.setTimer(RETRY_MILLIS, due -> probe());
        }
    }

    private void probe() {
        boolean[] over = {false};
        long timer = vertx.setTimer(RETRY_MILLIS, late -> probed(over, false));
        redis.send(Request.cmd(Command.PING)).onComplete(result -> {
            vertx.cancelTimer(timer);
            probed(over, result.succeeded());
        });
    }

    private void probed(boolean[] over, boolean there) {
        if (over[0]) {
            return;
        }
        over[0] = true;
        reachable = there;
        if (!there) {
            vertx.setTimer(RETRY_MILLIS, due -> probe());
        }
    }

    private Buffer token(long number) {
        byte[] token = new byte[CachedValue.TOKEN_LENGTH];
        ByteBuffer.wrap(token).putLong(node).putLong(number);
        return Buffer.buffer(token);
    }

    /** Either the answer or that it is late, whichever comes first. */
    private final class Once {
        private final Answer answer;
        private boolean over;

        Once(Answer answer) {
            this.answer = answer;
        }

        void answered(@Nullable Response response) {
            byte[] bytes = response == null ? null : response.toBytes();
            if (over) {
                if (bytes != null) {
                    answer.late(ByteBuffer.wrap(bytes));
                }
                return;
            }
            over = true;
            if (bytes == null) {
                lose();
                answer.lost();
            } else {
                answer.reply(ByteBuffer.wrap(bytes));
            }
        }

        void late() {
            if (!over) {
                over = true;
                lose();
                answer.lost();
            }
        }
    }
}
