package io.hania.access.gateway.decision;

import io.hania.access.call.RequestId;
import io.hania.access.gateway.wire.Head;
import io.hania.access.gateway.wire.Header;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/** Names calls: by the caller's own {@code X-Request-Id} if it is usable, else by 128 random bits. For one event loop. */
public final class RequestIds {
    private static final int DIGITS = 32;
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final SplittableRandom random = new SplittableRandom();
    private final byte[] digits = new byte[DIGITS];

    /** The id of a call. */
    public String of(Head head) {
        int line = head.find(Header.X_REQUEST_ID);
        if (line >= 0 && head.count(Header.X_REQUEST_ID) == 1) {
            String own = head.value(line);
            if (RequestId.usable(own)) {
                return own;
            }
        }
        return next();
    }

    /** A new id. */
    @SuppressWarnings("deprecation") // the digits are ASCII: no decoding needed
    public String next() {
        write(random.nextLong(), 0);
        write(random.nextLong(), DIGITS / 2);
        return new String(digits, 0, 0, DIGITS);
    }

    private void write(long bits, int at) {
        for (int i = 0; i < DIGITS / 2; i++) {
            digits[at + i] = HEX[(int) (bits >>> 60 - 4 * i) & 15];
        }
    }
}
