package io.hania.access.gateway.proxy;

import io.hania.access.gateway.proxy.Exchange.Failure;
import io.hania.access.gateway.wire.HeadReader;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The connections from one event loop to one upstream. The one used last is used first, so that the rest can be closed
 * when traffic falls. A new one goes to each address in turn, and on to the next if that one can't be reached. An address that
 * ends a connection though all is well is probably about to stop, so the others are preferred for a while.
 */
public final class UpstreamPool {
    private static final long SHUNNED_NANOS = 2_000_000_000L;

    private final EventLoop loop;
    private final Class<? extends SocketChannel> channel;
    private final Upstream upstream;
    private final HeadReader reader;
    private final Limits limits;
    private final ArrayDeque<UpstreamConnection> idle = new ArrayDeque<>();
    private final Map<InetSocketAddress, Long> shunnedAt = new HashMap<>();
    private int open;
    private int turn;

    /**
     * What a pool keeps to.
     *
     * @param connectTimeout for one address
     * @param idle how long a connection may stay unused
     * @param mostConnections of one event loop to one upstream
     */
    public record Limits(Duration connectTimeout, Duration idle, int mostConnections) {}

    /** A pool that connects when first asked; the reader is shared by all of the event loop. */
    public UpstreamPool(
            EventLoop loop,
            Class<? extends SocketChannel> channel,
            Upstream upstream,
            HeadReader reader,
            Limits limits) {
        this.loop = loop;
        this.channel = channel;
        this.upstream = upstream;
        this.reader = reader;
        this.limits = limits;
    }

    /** The upstream. */
    public Upstream upstream() {
        return upstream;
    }

    /** Gives the exchange a connection, or fails it. */
    public void connect(Exchange exchange) {
        UpstreamConnection unused = idle.pollLast();
        if (unused == null) {
            connectAnew(exchange);
        } else {
            unused.begin(exchange);
        }
    }

    /** Gives the exchange a connection that nobody has used yet, or fails it. */
    public void connectAnew(Exchange exchange) {
        List<InetSocketAddress> addresses = reachable(upstream.addresses());
        if (addresses.isEmpty() || open >= limits.mostConnections()) {
            exchange.failed(Failure.UNREACHABLE);
            return;
        }
        open++;
        attempt(exchange, addresses, 0, turn++ & Integer.MAX_VALUE);
    }

    /** Closes what has been unused for too long. */
    public void sweep(long now) {
        UpstreamConnection oldest = idle.peekFirst();
        while (oldest != null && now - oldest.idleSince() > limits.idle().toNanos()) {
            idle.pollFirst();
            oldest.close();
            oldest = idle.peekFirst();
        }
    }

    /** Closes all unused connections; the others close after their exchange. */
    public void close() {
        idle.forEach(UpstreamConnection::close);
        idle.clear();
    }

    /** A connection is free again. */
    void release(UpstreamConnection connection) {
        idle.addLast(connection);
    }

    /** A connection is closed. */
    void closed(UpstreamConnection connection, boolean wasIdle) {
        open--;
        if (wasIdle) {
            idle.remove(connection);
        }
    }

    /** It can't be reached, or says that it is leaving: connections to it that wait for use are closed, too. */
    void shun(InetSocketAddress address) {
        shunnedAt.put(address, System.nanoTime());
        List<UpstreamConnection> waiting =
                idle.stream().filter(each -> each.address().equals(address)).toList();
        idle.removeAll(waiting);
        waiting.forEach(UpstreamConnection::close);
    }

    /** Those that are not shunned; all if that leaves none. */
    private List<InetSocketAddress> reachable(List<InetSocketAddress> addresses) {
        if (shunnedAt.isEmpty()) {
            return addresses;
        }
        long now = System.nanoTime();
        shunnedAt.values().removeIf(since -> now - since > SHUNNED_NANOS);
        List<InetSocketAddress> good = addresses.stream()
                .filter(address -> !shunnedAt.containsKey(address))
                .toList();
        return good.isEmpty() ? addresses : good;
    }

    private void attempt(Exchange exchange, List<InetSocketAddress> addresses, int tries, int first) {
        InetSocketAddress address = addresses.get((first + tries) % addresses.size());
        UpstreamConnection connection = new UpstreamConnection(this, address, reader);
        ChannelFuture connected = bootstrap(connection, address).connect(address);
        connected.addListener(_ -> {
            if (connected.isSuccess()) {
                shunnedAt.remove(address);
                connection.begin(exchange);
                return;
            }
            shun(address);
            if (tries + 1 < addresses.size()) {
                attempt(exchange, addresses, tries + 1, first);
            } else {
                open--;
                exchange.failed(Failure.UNREACHABLE);
            }
        });
    }

    private Bootstrap bootstrap(UpstreamConnection connection, InetSocketAddress address) {
        return new Bootstrap()
                .group(loop)
                .channel(channel)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                        limits.connectTimeout().toMillis())
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel made) {
                        if (upstream.tls() != null) {
                            made.pipeline()
                                    .addLast(upstream.tls()
                                            .newHandler(made.alloc(), address.getHostString(), address.getPort()));
                        }
                        made.pipeline().addLast(connection);
                    }
                });
    }
}
