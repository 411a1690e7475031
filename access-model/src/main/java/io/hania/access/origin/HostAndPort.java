package io.hania.access.origin;

import org.jspecify.annotations.Nullable;

/**
 * A host, with or without a port.
 *
 * @param port -1 if none was written
 */
record HostAndPort(Host host, int port) {
    private static final int HIGHEST = 65_535;

    /** Reads {@code host}, {@code host:port}, {@code [v6]} or {@code [v6]:port}; null for anything else. */
    static @Nullable HostAndPort parse(String text) {
        int end = text.startsWith("[") ? text.indexOf(']') + 1 : text.indexOf(':');
        if (end < 0) {
            end = text.length();
        }
        Host host = Host.parse(text.substring(0, end));
        if (host == null) {
            return null;
        }
        if (end == text.length()) {
            return new HostAndPort(host, -1);
        }
        int port = text.charAt(end) == ':' ? port(text.substring(end + 1)) : -1;
        return port < 0 ? null : new HostAndPort(host, port);
    }

    private static int port(String text) {
        if (text.isEmpty() || text.length() > 5) {
            return -1;
        }
        int port = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            port = 10 * port + c - '0';
        }
        return port == 0 || port > HIGHEST ? -1 : port;
    }
}
