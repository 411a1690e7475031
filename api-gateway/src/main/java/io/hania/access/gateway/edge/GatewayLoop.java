package io.hania.access.gateway.edge;

import io.hania.access.call.BrowserGuard;
import io.hania.access.gateway.GatewayConfig;
import io.hania.access.gateway.decision.Hold;
import io.hania.access.gateway.decision.RequestIds;
import io.hania.access.gateway.observation.CallMetrics;
import io.hania.access.gateway.observation.Tracing;
import io.hania.access.gateway.proxy.Upstream;
import io.hania.access.gateway.proxy.UpstreamPool;
import io.hania.access.gateway.reference.Page;
import io.hania.access.gateway.wire.Head;
import io.hania.access.gateway.wire.HeadReader;
import io.hania.access.gateway.wire.Header;
import io.hania.access.key.KeyFormat;
import io.hania.access.link.AuthServices;
import io.hania.access.link.DecisionClient;
import io.hania.access.link.LinkOptions;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One event loop with all that its calls need, shared with no other, so that no call ever changes threads. */
final class GatewayLoop {
    private static final long CHECK_MILLIS = 250;
    private static final int LONGEST_ANSWER_HEAD = 64 * 1024;
    private static final String EMBED_UPSTREAM = "widget-service";

    private final EventLoop loop;
    private final Shared shared;
    private final DecisionClient decisions;
    private final Map<String, UpstreamPool> upstreams = new HashMap<>();
    private final HeadReader requests;
    private final RequestIds requestIds = new RequestIds();
    private final Hold hold;
    private final List<ClientConnection> connections = new ArrayList<>();
    private boolean leaving;
    private boolean draining;

    /** What all event loops use. */
    record Shared(
            GatewayConfig config,
            KeyFormat keys,
            BrowserGuard browserGuard,
            Map<String, Page> pages,
            AllowedPages allowedPages,
            CallMetrics metrics,
            Tracing tracing) {}

    GatewayLoop(
            EventLoop loop,
            Class<? extends SocketChannel> channel,
            Shared shared,
            List<Upstream> upstreams,
            LinkSettings link) {
        GatewayConfig config = shared.config();
        this.loop = loop;
        this.shared = shared;
        this.decisions = new DecisionClient(loop, channel, link.authServices(), link.options());
        this.requests =
                HeadReader.ofRequests(config.limits().target(), config.limits().headers());
        this.hold = new Hold(loop, config.unauthorizedHold().toNanos());
        HeadReader answers = HeadReader.ofResponses(LONGEST_ANSWER_HEAD);
        UpstreamPool.Limits limits = new UpstreamPool.Limits(
                config.upstream().connectTimeout(),
                config.upstream().idle(),
                config.upstream().connections());
        upstreams.forEach(upstream ->
                this.upstreams.put(upstream.name(), new UpstreamPool(loop, channel, upstream, answers, limits)));
        loop.scheduleAtFixedRate(this::check, CHECK_MILLIS, CHECK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Where and how to ask. */
    record LinkSettings(AuthServices authServices, LinkOptions options) {}

    EventLoop eventLoop() {
        return loop;
    }

    GatewayConfig config() {
        return shared.config();
    }

    KeyFormat keys() {
        return shared.keys();
    }

    BrowserGuard browserGuard() {
        return shared.browserGuard();
    }

    Map<String, Page> pages() {
        return shared.pages();
    }

    AllowedPages allowedPages() {
        return shared.allowedPages();
    }

    CallMetrics metrics() {
        return shared.metrics();
    }

    Tracing tracing() {
        return shared.tracing();
    }

    DecisionClient decisions() {
        return decisions;
    }

    @Nullable
    UpstreamPool upstream(String name) {
        return upstreams.get(name);
    }

    String embedUpstream() {
        return EMBED_UPSTREAM;
    }

    HeadReader requests() {
        return requests;
    }

    RequestIds requestIds() {
        return requestIds;
    }

    Hold hold() {
        return hold;
    }

    /** Whether each answer is the last of its connection. */
    boolean leaving() {
        return leaving;
    }

    /** Whether idle connections are closed. */
    boolean draining() {
        return draining;
    }

    /** How long the body of that request may be. */
    long mostBody(Head request) {
        int type = request.find(Header.CONTENT_TYPE);
        boolean multipart = type >= 0 && request.value(type).regionMatches(true, 0, "multipart/form-data", 0, 19);
        return multipart ? config().limits().multipart() : config().limits().body();
    }

    void add(ClientConnection connection) {
        connection.place = connections.size();
        connections.add(connection);
    }

    void remove(ClientConnection connection) {
        int at = connection.place;
        if (at >= 0) {
            ClientConnection last = connections.removeLast();
            if (last != connection) {
                connections.set(at, last);
                last.place = at;
            }
            connection.place = -1;
        }
    }

    /** Each answer is the last of its connection from now on. Idle ones stay: their callers may be about to call. */
    void leave() {
        leaving = true;
    }

    /** Idle connections close now, the others after their call. */
    void drain() {
        leaving = true;
        draining = true;
        List.copyOf(connections).forEach(ClientConnection::closeIfIdle);
    }

    int connections() {
        return connections.size();
    }

    void close() {
        List.copyOf(connections).forEach(ClientConnection::closeAbruptly);
        upstreams.values().forEach(UpstreamPool::close);
        decisions.close();
    }

    private void check() {
        long now = System.nanoTime();
        for (int i = connections.size() - 1; i >= 0; i--) {
            if (i < connections.size()) {
                connections.get(i).check(now);
            }
        }
        upstreams.values().forEach(pool -> pool.sweep(now));
    }
}
