package io.hania.access.link;

import java.net.InetSocketAddress;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** An address of an auth-service, and when to connect to it again. */
final class Peer {
    private static final long FIRST_PAUSE_MILLIS = 50;
    private static final long LONGEST_PAUSE_MILLIS = 1000;

    private final InetSocketAddress address;
    private long pause = FIRST_PAUSE_MILLIS;

    @Nullable
    ClientStream stream;

    boolean wanted = true;

    Peer(InetSocketAddress address) {
        this.address = address;
    }

    InetSocketAddress address() {
        return address;
    }

    /** It has greeted: the next loss is followed by a short pause again. */
    void greeted() {
        pause = FIRST_PAUSE_MILLIS;
    }

    /** How long to wait before the next attempt: twice as long each time, with a quarter left to chance. */
    long nextPauseMillis() {
        long now = pause;
        pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
        return now - ThreadLocalRandom.current().nextLong(now / 4 + 1);
    }
}
