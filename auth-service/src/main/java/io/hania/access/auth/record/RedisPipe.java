package io.hania.access.auth.record;

import io.hania.access.key.KeyHash;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One connection to Redis for one event loop. What a tick asks goes out in one write; answers come in order.
 *
 * <pre>
 *            connected            run id and scripts known          an answer is late
 *   DOWN ───────────────▶ GREETING ───────────────▶ READY ─────────────────────▶ SUSPECT
 *     ▲      after 0.5 s     │                        │ ▲                          │ │
 *     │                      │                        │ └── all answers have come ─┘ │ silent for a second
 *     └──────────────────────┴── closed, not Redis ───┴──────────────────────────────┘
 * </pre>
 *
 * Only a READY pipe is asked. Whoever waits when it leaves that state is told {@code lost} and decides without.
 */
final class RedisPipe implements RecordCache, Flights.Watcher {
    private static final Logger LOG = Logger.getLogger(RedisPipe.class);
    private static final long RETRY_MILLIS = 500;
    private static final long GREETING_MILLIS = 1000;
    /** Timers run before the event loop reads again; a timer that one of them sets runs after it. */
    private static final long READ_FIRST_MILLIS = 1;

    private static final long SILENCE_MILLIS = 1000;
    /** So many at once are our own burst: as long as answers come, the last may take longer. */
    private static final int BURST = 256;

    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Vertx vertx;
    private final Context context;
    private final NetClient client;
    private final RedisAddress address;
    private final RedisCommands commands;
    private final long patienceMillis;
    private final Greeting greeting;
    private final Flights flights = new Flights(this);
    private final RespWriter out = new RespWriter();

    private byte[] run = {};
    private @Nullable NetSocket socket;
    private volatile boolean ready;
    private boolean watching;
    private boolean suspect;
    private boolean closed;
    private long tokens;
    private long heardAt;

    RedisPipe(Vertx vertx, Context context, NetClient client, RedisPipes.Settings settings) {
        this.vertx = vertx;
        this.context = context;
        this.client = client;
        this.address = settings.address();
        this.commands = settings.commands();
        this.greeting = new Greeting(address, commands);
        this.patienceMillis = settings.patience().toMillis();
    }

    void open() {
        context.runOnContext(now -> connect());
    }

    void close() {
        context.runOnContext(now -> {
            closed = true;
            drop("stopped");
        });
    }

    @Override
    public boolean reachable() {
        return ready;
    }

    @Override
    public long read(KeyHash hash, Counted counted, Answer answer) {
        long token = tokens++;
        commands.read(out, hash, run, token, counted);
        expect(answer);
        return token;
    }

    @Override
    public void settle(KeyHash hash, Settlement settlement, Answer answer) {
        commands.settle(out, hash, run, settlement);
        expect(answer);
    }

    @Override
    public void forget(KeyHash hash) {
        commands.forget(out, hash);
        expect(IGNORED);
    }

    @Override
    public void flush() {
        if (socket != null && !out.isEmpty()) {
            socket.write(out.take());
        }
    }

    private void expect(Answer answer) {
        flights.add(answer);
        watch();
    }

    private void connect() {
        if (!closed) {
            client.connect(address.port(), address.host(), this::connected);
        }
    }

    private void connected(AsyncResult<NetSocket> result) {
        if (result.failed() || closed) {
            retry();
            return;
        }
        NetSocket opened = result.result();
        RespReader reader = new RespReader();
        socket = opened;
        opened.handler(chunk -> received(opened, reader, chunk));
        opened.closeHandler(gone -> lose(opened, "closed"));
        opened.exceptionHandler(failure -> lose(opened, "broken"));
        vertx.setTimer(GREETING_MILLIS, late -> {
            if (socket == opened && !ready) {
                lose(opened, "silent");
            }
        });
        greeting.write(out, flights, found -> greeted(opened, found));
        flush();
    }

    private void greeted(NetSocket by, byte[] found) {
        run = found;
        ready = found.length > 0;
        if (ready) {
            LOG.infof("Redis at %s is there", address);
        } else {
            context.runOnContext(now -> lose(by, "refused"));
        }
    }

    private void received(NetSocket from, RespReader reader, Buffer chunk) {
        if (from != socket) {
            return;
        }
        heardAt = System.nanoTime();
        try {
            reader.feed(chunk.getBytes(), flights);
            flush();
        } catch (IllegalStateException notRedis) {
            lose(from, notRedis.getMessage());
        }
    }

    /** Every answer must come within the patience; one timer watches the oldest. */
    private void watch() {
        if (!watching) {
            watching = true;
            vertx.setTimer(patienceMillis, due -> vertx.setTimer(READ_FIRST_MILLIS, afterReading -> checkOldest()));
        }
    }

    /** Runs one turn after the timer, so that answers that arrived during a pause of ours count as in time. */
    private void checkOldest() {
        watching = false;
        if (flights.isEmpty() || socket == null || !ready) {
            return;
        }
        long now = System.nanoTime();
        boolean late = flights.oldestSentBefore(now, patienceMillis * NANOS_PER_MILLI);
        boolean busy = flights.size() > BURST && now - heardAt < patienceMillis * NANOS_PER_MILLI / 2;
        if (late && !busy) {
            suspect(socket);
        } else {
            watch();
        }
    }

    /** Nobody waits for a slow Redis, and nobody asks it until all its answers have come. */
    private void suspect(NetSocket slow) {
        ready = false;
        suspect = true;
        LOG.warnf("Redis at %s is slow: deciding from PostgreSQL", address);
        vertx.setTimer(
                SILENCE_MILLIS,
                due -> vertx.setTimer(READ_FIRST_MILLIS, afterReading -> {
                    if (slow == socket && suspect) {
                        lose(slow, "silent");
                    }
                }));
        flights.giveUp();
    }

    @Override
    public void allAnswered() {
        if (suspect) {
            suspect = false;
            ready = true;
            LOG.infof("Redis at %s answers again", address);
        }
    }

    @Override
    public void scriptMissing() {
        commands.load(out);
        expect(IGNORED);
        expect(IGNORED);
        flush();
    }

    private void lose(NetSocket lost, @Nullable String why) {
        if (lost == socket) {
            drop(why);
            retry();
        }
    }

    private void drop(@Nullable String why) {
        NetSocket dropped = socket;
        socket = null;
        if (ready || suspect) {
            ready = false;
            suspect = false;
            LOG.warnf("Redis at %s is lost (%s): deciding from PostgreSQL", address, why);
        }
        if (dropped != null) {
            dropped.close();
        }
        out.take();
        flights.drop();
    }

    private void retry() {
        if (!closed) {
            vertx.setTimer(RETRY_MILLIS, due -> connect());
        }
    }
}
