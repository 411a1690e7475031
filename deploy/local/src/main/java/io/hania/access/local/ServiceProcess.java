package io.hania.access.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One Java process of the system. It ends when the launcher does, however that ends. */
public final class ServiceProcess implements AutoCloseable {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final String name;
    private final List<String> command;
    private final Path log;
    private final URI health;
    private @Nullable Process process;

    /**
     * A process that isn't started yet.
     *
     * @param command the whole command line
     * @param log where its output is appended
     * @param health what answers 200 when it is ready
     */
    ServiceProcess(String name, List<String> command, Path log, URI health) {
        this.name = name;
        this.command = List.copyOf(command);
        this.log = log;
        this.health = health;
    }

    /** Such as {@code auth-service}. */
    public String name() {
        return name;
    }

    /** The process id. */
    public long pid() {
        return running().pid();
    }

    /** Where its output goes. */
    public Path log() {
        return log;
    }

    /** Whether it runs. */
    public boolean alive() {
        return process != null && process.isAlive();
    }

    /** Starts it; see {@link #awaitReady()}. */
    public void start() {
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until it answers that it is ready. */
    public void awaitReady() {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!ready()) {
            if (!alive()) {
                throw new LaunchException(name + " ended while starting; the end of " + log + ":\n" + tail());
            }
            if (System.nanoTime() > until) {
                throw new LaunchException(name + " was not ready in " + PATIENCE.toSeconds() + " s; see " + log + '.');
            }
            pause();
        }
    }

    /** Whether it says that it is ready. */
    public boolean ready() {
        try {
            HttpRequest request = HttpRequest.newBuilder(health)
                    .timeout(Duration.ofSeconds(2))
                    .build();
            return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaunchException("Interrupted while waiting for " + name + '.');
        }
    }

    /** SIGKILL, and waits until it is gone. */
    public void kill() {
        running().destroyForcibly();
        await(running(), 10);
    }

    /** SIGSTOP: its connections stay, its answers don't come. */
    public void pauseProcess() {
        signal("STOP");
    }

    /** SIGCONT. */
    public void resumeProcess() {
        signal("CONT");
    }

    /** SIGTERM, without waiting. */
    void terminate() {
        if (process != null) {
            process.destroy();
        }
    }

    /** SIGTERM; SIGKILL if it takes longer than 15 s. */
    @Override
    public void close() {
        terminate();
        if (process != null && !await(process, 15)) {
            kill();
        }
    }

    private void signal(String signal) {
        try {
            new ProcessBuilder("kill", "-" + signal, Long.toString(pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Process running() {
        if (process == null) {
            throw new IllegalStateException(name + " was never started");
        }
        return process;
    }

    private String tail() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 15), lines.size()));
        } catch (IOException e) {
            return "";
        }
    }

    private static boolean await(Process process, int seconds) {
        try {
            return process.waitFor(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
