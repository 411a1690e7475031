package io.hania.access.admin.session;

import org.jspecify.annotations.Nullable;

/** Where to go after signing in: only ever a page of ours. */
final class SafeNext {
    private static final int LONGEST = 2000;

    private SafeNext() {}

    /** The address if it is a path on this host beyond doubt, else {@code /}. */
    static String of(@Nullable String next) {
        return next != null && next.length() <= LONGEST && isPath(next) ? next : "/";
    }

    /** {@code //host} and {@code /\host} lead elsewhere, and browsers drop tabs and line ends. */
    private static boolean isPath(String next) {
        boolean rooted = next.startsWith("/") && !next.startsWith("//");
        return rooted && next.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '\\');
    }
}
