package io.hania.access.gateway.proxy;

import io.hania.access.gateway.wire.Ascii;
import io.netty.handler.ssl.SslContext;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A server that calls are forwarded to: a name, one or more places, and the addresses behind them, which are looked up
 * again now and then.
 */
public final class Upstream {
    private final String name;
    private final List<URI> places;
    private final byte[] authority;
    private final @Nullable SslContext tls;
    private volatile List<InetSocketAddress> addresses = List.of();

    /**
     * @param places {@code http://host:port} or {@code https://host:port}, all of one scheme
     * @throws IllegalArgumentException if a place is something else
     */
    public Upstream(String name, List<URI> places, @Nullable SslContext tls) {
        places.forEach(Upstream::check);
        this.name = name;
        this.places = List.copyOf(places);
        this.authority = Ascii.bytes(places.getFirst().getRawAuthority());
        this.tls = tls;
    }

    /** The name in the catalog and in the token's audience. */
    public String name() {
        return name;
    }

    /** TLS to it; null for plain TCP. */
    @Nullable
    SslContext tls() {
        return tls;
    }

    /** What {@code Host} says. */
    byte[] authority() {
        return authority;
    }

    /** All addresses known, none if the names can't be resolved. */
    List<InetSocketAddress> addresses() {
        return addresses;
    }

    /** Looks the names up; blocks. What can't be looked up now keeps its old addresses. */
    public void lookUp() {
        List<InetSocketAddress> found = new ArrayList<>();
        for (URI place : places) {
            try {
                for (InetAddress address : InetAddress.getAllByName(place.getHost())) {
                    found.add(new InetSocketAddress(address, port(place)));
                }
            } catch (UnknownHostException _) {
                addresses.stream()
                        .filter(known -> known.getHostString().equals(place.getHost()))
                        .forEach(found::add);
            }
        }
        addresses = List.copyOf(found);
    }

    private static int port(URI place) {
        return place.getPort() >= 0 ? place.getPort() : "https".equals(place.getScheme()) ? 443 : 80;
    }

    private static void check(URI place) {
        boolean known = "http".equals(place.getScheme()) || "https".equals(place.getScheme());
        boolean bare = place.getRawPath() == null
                || place.getRawPath().isEmpty()
                || place.getRawPath().equals("/");
        if (!known || !bare || place.getHost() == null || place.getRawQuery() != null || place.getUserInfo() != null) {
            throw new IllegalArgumentException("an upstream is http://host:port or https://host:port, not " + place);
        }
    }
}
