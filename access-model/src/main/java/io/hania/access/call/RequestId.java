package io.hania.access.call;

import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The name of a call: the caller's own {@code X-Request-Id} if it is usable, else a new one (contract, section 3). */
public final class RequestId {
    /** The header that carries it, in both directions. */
    public static final String HEADER = "X-Request-Id";

    private static final int LONGEST = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private RequestId() {}

    /** The caller's id if it is 1 to 128 visible ASCII characters, else 32 new hex digits. */
    public static String of(@Nullable String sent) {
        return sent != null && usable(sent) ? sent : next();
    }

    /** Whether it is 1 to 128 visible ASCII characters. */
    public static boolean usable(String id) {
        if (id.isEmpty() || id.length() > LONGEST) {
            return false;
        }
        for (int i = 0; i < id.length(); i++) {
            if (id.charAt(i) <= ' ' || id.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }

    private static String next() {
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
