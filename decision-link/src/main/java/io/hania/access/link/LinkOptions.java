package io.hania.access.link;

import io.netty.handler.ssl.SslContext;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How patient a client is.
 *
 * @param budget the time that a question has in all, asking another auth-service included
 * @param silence how long an auth-service may leave a question and a ping unanswered until it is asked elsewhere
 * @param death how long a stream may be silent until it is closed and made anew
 * @param mostInFlight questions that one client keeps at once, a power of two; more are refused at once
 * @param tls null for plain TCP
 */
public record LinkOptions(
        Duration budget,
        Duration silence,
        Duration death,
        int mostInFlight,
        @Nullable SslContext tls) {
    public LinkOptions {
        if (Integer.bitCount(mostInFlight) != 1 || mostInFlight > 1 << 16) {
            throw new IllegalArgumentException("a power of two up to 65536, not " + mostInFlight);
        }
    }

    /** 250 ms in all, 80 ms for one auth-service, plain TCP. */
    public static LinkOptions defaults() {
        return new LinkOptions(Duration.ofMillis(250), Duration.ofMillis(80), Duration.ofSeconds(2), 4096, null);
    }

    /** The same with TLS. */
    public LinkOptions withTls(SslContext context) {
        return new LinkOptions(budget, silence, death, mostInFlight, context);
    }
}
