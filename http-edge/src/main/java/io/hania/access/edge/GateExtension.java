package io.hania.access.edge;

import io.netty.bootstrap.ChannelInitializerExtension;
import io.netty.channel.Channel;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;

/**
 * Puts a {@link FramingGate} first into every connection that this process takes; the gate stays before servers that speak
 * HTTP/1 alone. Netty finds it by {@link java.util.ServiceLoader} if the system property {@code io.netty.bootstrap.extensions}
 * is {@code serviceload} when the process makes its first server or client.
 */
public final class GateExtension extends ChannelInitializerExtension {
    /** The gate's name in a pipeline. */
    static final String GATE = "framing-gate";

    @Override
    public void postInitializeServerChildChannel(Channel channel) {
        channel.pipeline().addFirst(GATE, new FramingGate());
    }

    /** Makes Netty look for extensions. Call it before the process makes its first server or client. */
    public static void install() {
        System.setProperty("io.netty.bootstrap.extensions", "serviceload");
    }

    /** Whether a gate stands before this connection. */
    static boolean guards(HttpConnection connection) {
        return connection instanceof ConnectionBase base
                && base.channelHandlerContext().pipeline().get(GATE) != null;
    }
}
