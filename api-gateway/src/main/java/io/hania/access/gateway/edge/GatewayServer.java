package io.hania.access.gateway.edge;

import io.hania.access.gateway.GatewayConfig;
import io.hania.access.gateway.decision.Sender;
import io.hania.access.gateway.decision.TrustedProxies;
import io.hania.access.gateway.proxy.Upstream;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The public port and the event loops behind it. */
public final class GatewayServer {
    private static final int BACKLOG = 4096;
    private static final long LOOK_AGAIN_MILLIS = 20;

    private final GatewayConfig config;
    private final boolean epoll = Epoll.isAvailable();
    private final EventLoopGroup group;
    private final Map<EventLoop, GatewayLoop> loops = new IdentityHashMap<>();
    private final TrustedProxies proxies;
    private final AtomicInteger connections = new AtomicInteger();
    private volatile @Nullable Channel listener;
    private volatile boolean leaving;

    GatewayServer(GatewayLoop.Shared shared, List<Upstream> upstreams, GatewayLoop.LinkSettings link) {
        this.config = shared.config();
        this.proxies = TrustedProxies.of(config.trustedProxies().orElse(List.of()));
        int count = config.eventLoops() > 0
                ? config.eventLoops()
                : Runtime.getRuntime().availableProcessors();
        DefaultThreadFactory threads = new DefaultThreadFactory("gateway", true);
        this.group = epoll ? new EpollEventLoopGroup(count, threads) : new NioEventLoopGroup(count, threads);
        Class<? extends SocketChannel> channel = epoll ? EpollSocketChannel.class : NioSocketChannel.class;
        group.forEach(executor -> {
            EventLoop loop = (EventLoop) executor;
            loops.put(loop, new GatewayLoop(loop, channel, shared, upstreams, link));
        });
    }

    /** Opens the port; fails if it is taken. */
    public void listen() {
        listener = new ServerBootstrap()
                .group(group)
                .channel(epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new Accept())
                .bind(config.host(), config.port())
                .syncUninterruptibly()
                .channel();
    }

    /** The port that it listens on; -1 if it doesn't. */
    public int port() {
        Channel listening = listener;
        return listening == null ? -1 : ((InetSocketAddress) listening.localAddress()).getPort();
    }

    /** Whether calls are taken. */
    public boolean ready() {
        Channel listening = listener;
        return listening != null && listening.isOpen() && !leaving;
    }

    /** The fewest auth-services that any event loop can ask. */
    public int linksUp() {
        return loops.values().stream()
                .mapToInt(loop -> loop.decisions().connected())
                .min()
                .orElse(0);
    }

    /** Questions without an answer yet. */
    public int questionsInFlight() {
        return loops.values().stream()
                .mapToInt(loop -> loop.decisions().inFlight())
                .sum();
    }

    /** From now on each answer is the last of its connection; new connections are still taken, idle ones kept. */
    public void beginToLeave() {
        leaving = true;
        loops.values().forEach(loop -> loop.eventLoop().execute(loop::leave));
    }

    /** Stops: takes no more connections, lets running calls end within the limit, and closes. Blocks. */
    public void stop(Duration limit) {
        leaving = true;
        loops.values().forEach(loop -> loop.eventLoop().execute(loop::drain));
        Channel listening = listener;
        if (listening != null) {
            listening.close().awaitUninterruptibly();
        }
        long until = System.nanoTime() + limit.toNanos();
        while (connections.get() > 0 && System.nanoTime() - until < 0) {
            loops.values()
                    .iterator()
                    .next()
                    .eventLoop()
                    .schedule(() -> {}, LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS)
                    .awaitUninterruptibly();
        }
        loops.values().forEach(loop -> loop.eventLoop().submit(loop::close).awaitUninterruptibly());
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    /** Gives a new connection to the loop that it belongs to. */
    private final class Accept extends ChannelInitializer<Channel> {
        @Override
        protected void initChannel(Channel channel) {
            if (connections.incrementAndGet() > config.limits().connections()) {
                connections.decrementAndGet();
                channel.close();
                return;
            }
            channel.closeFuture().addListener(_ -> connections.decrementAndGet());
            GatewayLoop loop = loops.get(channel.eventLoop());
            if (loop != null) {
                InetSocketAddress peer = (InetSocketAddress) channel.remoteAddress();
                Sender sender = new Sender(proxies, peer.getAddress(), false);
                channel.pipeline().addLast(new ClientConnection(loop, channel, sender));
            }
        }
    }
}
