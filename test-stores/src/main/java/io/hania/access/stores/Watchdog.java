package io.hania.access.stores;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Lets no child outlive this JVM, even one that was killed with SIGKILL and so ran no shutdown hook: a shell of a few
 * lines reads the children's process ids from a pipe and kills those left when the pipe ends, which it does with us.
 */
public final class Watchdog {
    private static final String SCRIPT = """
            trap '' INT TERM HUP
            children=' '
            while read -r what pid; do
              case $what in
                add) children="$children$pid " ;;
                drop) children="${children%% $pid *} ${children#* $pid }" ;;
              esac
            done
            [ "$children" = ' ' ] || kill -KILL $children 2>/dev/null
            """;
    private static @Nullable OutputStream pipe;

    private Watchdog() {}

    /** The child dies with us from now on. */
    public static void guard(ProcessHandle child) {
        tell("add " + child.pid() + "\n");
        child.onExit().thenAccept(ended -> tell("drop " + ended.pid() + "\n"));
    }

    private static synchronized void tell(String line) {
        try {
            OutputStream to = pipe == null ? open() : pipe;
            pipe = to;
            to.write(line.getBytes(StandardCharsets.US_ASCII));
            to.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("a shell (sh) is needed to watch over child processes", e);
        }
    }

    private static OutputStream open() throws IOException {
        return new ProcessBuilder("sh", "-c", SCRIPT)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start()
                .getOutputStream();
    }
}
