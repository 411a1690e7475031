package io.hania.access.gateway.decision;

import io.hania.access.gateway.wire.Head;
import io.hania.access.gateway.wire.Header;
import java.net.InetAddress;

/**
 * Whom a connection's calls come from. What a caller says of itself counts only when the peer is a trusted proxy.
 */
public final class Sender {
    private final TrustedProxies proxies;
    private final String peer;
    private final boolean trusted;
    private final String scheme;

    /** @param secure whether the connection is TLS */
    public Sender(TrustedProxies proxies, InetAddress peer, boolean secure) {
        this.proxies = proxies;
        this.peer = peer.getHostAddress();
        this.trusted = proxies.trusts(peer);
        this.scheme = secure ? "https" : "http";
    }

    /** The caller's address. */
    public String address(Head head) {
        String forwarded = trusted ? joined(head) : "";
        return forwarded.isEmpty() ? peer : proxies.caller(forwarded, peer);
    }

    /** For {@code X-Forwarded-For}: the peer, after what a trusted peer says. */
    public String forwardedFor(Head head) {
        String forwarded = trusted ? joined(head) : "";
        return forwarded.isEmpty() ? peer : forwarded + ", " + peer;
    }

    /** For {@code X-Forwarded-Proto}. */
    public String proto(Head head) {
        int line = trusted ? head.find(Header.X_FORWARDED_PROTO) : -1;
        if (line < 0) {
            return scheme;
        }
        return head.valueIs(line, "https") ? "https" : head.valueIs(line, "http") ? "http" : scheme;
    }

    /** For {@code X-Forwarded-Host}. */
    public String host(Head head) {
        String forwarded = trusted ? head.value(Header.X_FORWARDED_HOST) : null;
        String host = forwarded == null || forwarded.isEmpty() ? head.value(Header.HOST) : forwarded;
        return host == null ? "" : host;
    }

    private static String joined(Head head) {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < head.size(); i++) {
            if (head.header(i) == Header.X_FORWARDED_FOR) {
                all.append(all.isEmpty() ? "" : ", ").append(head.value(i));
            }
        }
        return all.toString();
    }
}
