package io.hania.access.edge;

import io.netty.bootstrap.ChannelInitializerExtension;
import io.netty.channel.Channel;
import java.net.InetSocketAddress;

/**
 * Puts a {@link FramingGate} first into every connection to a gated port. Netty finds it by {@link java.util.ServiceLoader}
 * if the system property {@code io.netty.bootstrap.extensions} is {@code serviceload} when the first server is made.
 *
 * <p>What it needs to know it reads from system properties: in tests, Netty and the service stand in different class loaders, which
 * share no static field.
 */
public final class GateExtension extends ChannelInitializerExtension {
    /** The system property that makes Netty look for extensions. */
    static final String LOADED = "io.netty.bootstrap.extensions";
    /** The system property that lists the gated ports, by commas. */
    static final String PORTS = "hania.edge.ports";

    /** Also gated: where Quarkus says which port it chose, when it was told to choose. */
    private static final String[] CHOSEN = {"quarkus.http.port", "quarkus.http.test-port"};

    @Override
    public void postInitializeServerChildChannel(Channel channel) {
        if (channel.localAddress() instanceof InetSocketAddress address && gated(address.getPort())) {
            channel.pipeline().addFirst(new FramingGate());
        }
    }

    /** Gates this port of this process. Call it before the process makes its first server or client. */
    public static void guard(int port) {
        System.setProperty(LOADED, "serviceload");
        System.setProperty(PORTS, Integer.toString(port));
    }

    static boolean gated(int port) {
        String digits = Integer.toString(port);
        for (String name : CHOSEN) {
            if (digits.equals(System.getProperty(name))) {
                return true;
            }
        }
        return ("," + System.getProperty(PORTS, "") + ",").contains("," + digits + ",");
    }
}
