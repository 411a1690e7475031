package io.hania.access.call;

import io.hania.access.key.RawKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The credential of a call: exactly one {@code Authorization} header, scheme {@code Bearer} in any case (contract, 2.3). */
public final class BearerToken {
    private static final String SCHEME = "bearer ";
    /** Longer than any key, so that nobody makes us hash megabytes. */
    private static final int LONGEST = 256;

    private BearerToken() {}

    /** What stands after {@code Bearer}, of whatever form; null if there is no such thing, or more than one header. */
    public static @Nullable RawKey of(List<String> authorization) {
        return authorization.size() == 1 ? of(authorization.getFirst()) : null;
    }

    /** What stands after {@code Bearer} in the only {@code Authorization} header; null if it is of another form. */
    public static @Nullable RawKey of(@Nullable String authorization) {
        if (authorization == null
                || authorization.length() > LONGEST
                || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return null;
        }
        int start = SCHEME.length();
        while (start < authorization.length() && authorization.charAt(start) == ' ') {
            start++;
        }
        return start == authorization.length() ? null : new RawKey(authorization.substring(start));
    }
}
