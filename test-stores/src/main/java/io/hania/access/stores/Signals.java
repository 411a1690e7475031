package io.hania.access.stores;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Sends signals to processes that this JVM started. */
final class Signals {
    private Signals() {}

    /** Sends a signal, such as {@code STOP}, {@code CONT} or {@code KILL}. */
    static void send(String signal, long pid) {
        try {
            new ProcessBuilder("kill", "-" + signal, Long.toString(pid))
                    .redirectErrorStream(true)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while sending a signal", e);
        }
    }
}
