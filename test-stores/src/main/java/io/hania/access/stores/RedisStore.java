package io.hania.access.stores;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import redis.embedded.core.ExecutableProvider;

/** One Redis server. It can be killed, stopped in its tracks, and started again on the same port. */
public final class RedisStore implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static @Nullable File executable;

    private final int port;
    private final Path directory;
    private final List<String> options;
    private @Nullable Process process;

    private RedisStore(int port, Path directory, List<String> options) {
        this.port = port;
        this.directory = directory;
        this.options = options;
    }

    /** A Redis on a free port that keeps nothing on disk, and ends with this JVM. */
    public static RedisStore start(String... options) {
        List<String> all = new ArrayList<>(List.of("--save", ""));
        all.addAll(List.of(options));
        try {
            RedisStore store = start(freePort(), Files.createTempDirectory("redis"), all);
            Runtime.getRuntime().addShutdownHook(new Thread(store::close));
            return store;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A Redis on this port.
     *
     * @param directory where it keeps its files
     * @param options of {@code redis-server}, such as {@code --maxmemory 1mb}
     */
    public static RedisStore start(int port, Path directory, List<String> options) {
        RedisStore store = new RedisStore(port, directory, List.copyOf(options));
        store.restart();
        return store;
    }

    /** Starts it again after {@link #kill()}, on the same port. */
    public void restart() {
        List<String> command = new ArrayList<>(List.of(executable().getPath(), "--bind", "127.0.0.1"));
        command.addAll(List.of("--port", Integer.toString(port), "--dir", directory.toString()));
        command.addAll(options);
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("redis.log").toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Watchdog.guard(process.toHandle());
        awaitAnswer(process);
    }

    /** For {@code quarkus.redis.hosts}. */
    public String url() {
        return "redis://127.0.0.1:" + port;
    }

    /** The port it listens on. */
    public int port() {
        return port;
    }

    /** The process id. */
    public long pid() {
        return running().pid();
    }

    /** SIGSTOP: connections stay, answers don't come. */
    public void pause() {
        Signals.send("STOP", pid());
    }

    /** SIGCONT. */
    public void resume() {
        Signals.send("CONT", pid());
    }

    /** SIGKILL, and waits until it is gone. */
    public void kill() {
        end(running().destroyForcibly());
    }

    /** Ends it in good order, so that it saves what it is told to save. */
    @Override
    public void close() {
        if (process != null && process.isAlive()) {
            process.destroy();
            end(process);
        }
    }

    private Process running() {
        if (process == null) {
            throw new IllegalStateException("Redis on port " + port + " was never started");
        }
        return process;
    }

    private void awaitAnswer(Process started) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < until && started.isAlive()) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return;
            } catch (IOException e) {
                pause(Duration.ofMillis(20));
            }
        }
        throw new IllegalStateException("Redis did not start on port " + port + ": " + lastWords());
    }

    /** What is wrong stands in the last line of its log: a port in use, a library that this machine lacks. */
    private String lastWords() {
        Path log = directory.resolve("redis.log");
        try {
            List<String> lines = Files.readAllLines(log);
            return lines.isEmpty()
                    ? "it says nothing in " + log
                    : lines.getLast().strip();
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static synchronized File executable() {
        if (executable == null) {
            try {
                executable = ExecutableProvider.newJarResourceProvider().get();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return executable;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void end(Process process) {
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void pause(Duration length) {
        try {
            Thread.sleep(length);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
