package io.hania.access.link;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/** Makes streams: TCP, TLS if asked for, and a greeting in time. */
final class StreamConnector {
    private static final int CONNECT_MILLIS = 1000;

    private final EventLoop loop;
    private final Class<? extends SocketChannel> channel;
    private final LinkOptions options;

    StreamConnector(EventLoop loop, Class<? extends SocketChannel> channel, LinkOptions options) {
        this.loop = loop;
        this.channel = channel;
        this.options = options;
    }

    /** Connects; the stream hears of the greeting or of the loss, one of them at first. */
    void connect(ClientStream stream) {
        InetSocketAddress address = stream.peer().address();
        ChannelFuture connected = new Bootstrap()
                .group(loop)
                .channel(channel)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
                .handler(new Pipeline(stream, options, address))
                .connect(address);
        connected.addListener(_ -> {
            if (!connected.isSuccess()) {
                stream.lost();
            }
        });
        loop.schedule(() -> stream.closeUnlessGreeted(), options.death().toMillis(), TimeUnit.MILLISECONDS);
    }

    /** TLS with the name checked, then the stream. */
    private static final class Pipeline extends ChannelInitializer<Channel> {
        private final ClientStream stream;
        private final LinkOptions options;
        private final InetSocketAddress address;

        Pipeline(ClientStream stream, LinkOptions options, InetSocketAddress address) {
            this.stream = stream;
            this.options = options;
            this.address = address;
        }

        @Override
        protected void initChannel(Channel channel) {
            if (options.tls() != null) {
                channel.pipeline()
                        .addLast(options.tls().newHandler(channel.alloc(), address.getHostString(), address.getPort()));
            }
            channel.pipeline().addLast(stream);
        }
    }
}
