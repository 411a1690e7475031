package io.hania.access.gateway.decision;

import io.hania.access.gateway.wire.Head;
import io.hania.access.gateway.wire.Header;
import io.hania.access.key.RawKey;
import org.jspecify.annotations.Nullable;

/** Reads the key that came with a call: exactly one {@code Authorization}, scheme {@code Bearer} in any case. */
public final class Credential {
    private static final String SCHEME = "bearer ";
    private static final int LONGEST = 128;

    private Credential() {}

    /** What stands after {@code Bearer}, of whatever form; null if there is no such thing, or more than one. */
    public static @Nullable RawKey of(Head head) {
        int line = head.find(Header.AUTHORIZATION);
        if (line < 0 || head.count(Header.AUTHORIZATION) > 1) {
            return null;
        }
        String value = head.value(line);
        if (value.length() > LONGEST || !value.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return null;
        }
        int start = SCHEME.length();
        while (start < value.length() && value.charAt(start) == ' ') {
            start++;
        }
        return new RawKey(value.substring(start));
    }
}
