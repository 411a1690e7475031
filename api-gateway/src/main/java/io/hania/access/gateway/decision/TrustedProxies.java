package io.hania.access.gateway.decision;

import java.net.InetAddress;
import java.util.List;

/** The networks whose word about the caller's address counts. */
public final class TrustedProxies {
    private final List<Network> networks;

    private TrustedProxies(List<Network> networks) {
        this.networks = networks;
    }

    /**
     * @param cidrs such as {@code 10.0.0.0/8} or {@code fd00::/8}; a bare address means itself
     * @throws IllegalArgumentException if one is something else
     */
    public static TrustedProxies of(List<String> cidrs) {
        return new TrustedProxies(cidrs.stream().map(Network::parse).toList());
    }

    /** Whether that peer is to be believed. */
    public boolean trusts(InetAddress peer) {
        for (Network network : networks) {
            if (network.holds(peer.getAddress())) {
                return true;
            }
        }
        return false;
    }

    /** The nearest address in {@code X-Forwarded-For} that isn't a trusted proxy's: the caller's; else the peer's. */
    public String caller(String forwardedFor, String peer) {
        String nearest = peer;
        String[] hops = forwardedFor.split(",", -1);
        for (int i = hops.length - 1; i >= 0; i--) {
            String hop = hops[i].strip();
            if (!isAddress(hop)) {
                return nearest;
            }
            nearest = hop;
            if (!trusts(InetAddress.ofLiteral(hop))) {
                return nearest;
            }
        }
        return nearest;
    }

    private static boolean isAddress(String text) {
        try {
            return text.indexOf('%') < 0 && InetAddress.ofLiteral(text) != null;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    /** The first bits of an address. */
    private record Network(byte[] address, int bits) {
        static Network parse(String cidr) {
            int slash = cidr.indexOf('/');
            byte[] address = InetAddress.ofLiteral(slash < 0 ? cidr : cidr.substring(0, slash))
                    .getAddress();
            int bits = slash < 0 ? 8 * address.length : Integer.parseInt(cidr.substring(slash + 1));
            if (bits < 0 || bits > 8 * address.length) {
                throw new IllegalArgumentException("not a network: " + cidr);
            }
            return new Network(address, bits);
        }

        boolean holds(byte[] other) {
            if (other.length != address.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit += 8) {
                int mask = bits - bit >= 8 ? 0xFF : 0xFF << 8 - (bits - bit);
                if (((address[bit / 8] ^ other[bit / 8]) & mask) != 0) {
                    return false;
                }
            }
            return true;
        }
    }
}
