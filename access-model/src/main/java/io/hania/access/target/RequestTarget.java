package io.hania.access.target;

import org.jspecify.annotations.Nullable;

/**
 * The gate for what stands between method and version in a request line. Only the origin form is let through ({@code
 * /path?query}), and only if a proxy and an upstream can't read it differently (contract, 2.1). What is let through is
 * never changed: the path that is decided is the path that the upstream gets, byte for byte.
 */
public sealed interface RequestTarget {
    /** Characters of the longest target. */
    int LONGEST = 8192;

    /**
     * One reading only.
     *
     * @param path the raw path, beginning with a slash
     * @param query the raw query without its question mark; null if there is none
     */
    record Accepted(String path, @Nullable String query) implements RequestTarget {}

    /** More than one reading, or none. */
    record Rejected(String reason) implements RequestTarget {}

    /** Reads a target exactly as it was sent. */
    static RequestTarget check(String raw) {
        if (raw.isEmpty() || raw.charAt(0) != '/') {
            return new Rejected("the target must begin with a slash");
        }
        int query = raw.indexOf('?');
        int end = query < 0 ? raw.length() : query;
        String reason = pathFault(raw, end);
        if (reason == null && query >= 0) {
            reason = queryFault(raw, query + 1);
        }
        return reason != null
                ? new Rejected(reason)
                : new Accepted(query < 0 ? raw : raw.substring(0, end), query < 0 ? null : raw.substring(query + 1));
    }

    private static @Nullable String pathFault(String raw, int end) {
        int segment = 1;
        for (int i = 1; i < end; i++) {
            char c = raw.charAt(i);
            if (c == '/') {
                String reason = segmentFault(raw, segment, i);
                if (reason != null) {
                    return reason;
                }
                segment = i + 1;
            } else if (c == '%') {
                String reason = escapeFault(raw, i, end, true);
                if (reason != null) {
                    return reason;
                }
                i += 2;
            } else if (!plain(c)) {
                return "a character that must not stand in a path";
            }
        }
        return segment == end ? null : segmentFault(raw, segment, end);
    }

    private static @Nullable String segmentFault(String raw, int start, int end) {
        int length = end - start;
        if (length == 0) {
            return "an empty path segment";
        }
        boolean dots = raw.charAt(start) == '.' && (length == 1 || length == 2 && raw.charAt(start + 1) == '.');
        return dots ? "a path segment of dots" : null;
    }

    private static @Nullable String queryFault(String raw, int start) {
        for (int i = start; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '%') {
                String reason = escapeFault(raw, i, raw.length(), false);
                if (reason != null) {
                    return reason;
                }
                i += 2;
            } else if (c <= ' ' || c >= 0x7f || c == '#' || c == '\\' || c == '"' || c == '<' || c == '>') {
                return "a character that must not stand in a query";
            }
        }
        return null;
    }

    /** What is wrong with the escape at {@code at}; in a path, delimiters and dots must not be escaped. */
    private static @Nullable String escapeFault(String raw, int at, int end, boolean path) {
        int high = at + 2 < end ? Character.digit(raw.charAt(at + 1), 16) : -1;
        int low = high < 0 ? -1 : Character.digit(raw.charAt(at + 2), 16);
        if (low < 0 || raw.charAt(at + 1) > 'f' || raw.charAt(at + 2) > 'f') {
            return "a broken percent-encoding";
        }
        int value = high << 4 | low;
        if (value < ' ' || value == 0x7f) {
            return "an encoded control character";
        }
        boolean delimiter = value == '/'
                || value == '\\'
                || value == '.'
                || value == '%'
                || value == ';'
                || value == '?'
                || value == '#';
        return path && delimiter ? "an encoded delimiter" : null;
    }

    /** RFC 3986 {@code pchar} without escapes and without {@code ;}. */
    private static boolean plain(char c) {
        return c >= 'a' && c <= 'z'
                || c >= 'A' && c <= 'Z'
                || c >= '0' && c <= '9'
                || "-._~!$&'()*+,=:@".indexOf(c) >= 0;
    }
}
