package io.hania.access.deploy.process;

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
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** One packaged service in a process of its own, with its settings in {@code config/application.properties}. */
final class ServiceProcess implements AutoCloseable {
    static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final String name;
    private final Path folder;
    private final int management;
    private final Process process;

    private ServiceProcess(String name, Path folder, int management, Process process) {
        this.name = name;
        this.folder = folder;
        this.management = management;
        this.process = process;
    }

    /**
     * Starts it with settings of the test's own.
     *
     * @param service the module's name
     * @param folder its working directory
     * @param properties its settings
     */
    static ServiceProcess start(String service, Path folder, Map<String, String> properties) {
        try {
            write(folder, properties);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return startIn(service, folder, Map.of());
    }

    /** Starts it in a working directory that has its settings already, with further environment variables. */
    static ServiceProcess startIn(String service, Path folder, Map<String, String> environment) {
        Path jar = Path.of("..", service, "target/quarkus-app/quarkus-run.jar")
                .toAbsolutePath()
                .normalize();
        if (!Files.exists(jar)) {
            throw new AssertionError(jar + " isn't there: build the whole project, not this module alone");
        }
        int management = Ports.free();
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dquarkus.management.port=" + management,
                "-jar",
                jar.toString());
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("log").toFile());
            builder.environment().putAll(environment);
            return new ServiceProcess(service, folder, management, builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path folder, Map<String, String> properties) throws IOException {
        Files.createDirectories(folder.resolve("config"));
        StringBuilder text = new StringBuilder();
        properties.forEach(
                (name, value) -> text.append(name).append('=').append(value).append('\n'));
        Files.writeString(folder.resolve("config/application.properties"), text);
    }

    /** Waits until a probe of Kubernetes would be content. */
    ServiceProcess awaitReady() {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < until && process.isAlive()) {
            if (probe("/q/health/started") && probe("/q/health/live") && probe("/q/health/ready")) {
                return this;
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
        throw new AssertionError(name + " did not become ready:\n" + log());
    }

    private boolean probe(String path) {
        try {
            return get(path).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private HttpResponse<String> get(String path) throws IOException {
        return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + management + path))
                .timeout(Duration.ofSeconds(10))
                .build());
    }

    static HttpResponse<String> send(HttpRequest request) throws IOException {
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What Prometheus would be given. */
    String metrics() throws IOException {
        return get("/q/metrics").body();
    }

    String log() {
        try {
            return Files.readString(folder.resolve("log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its log, once that contains the text. */
    String awaitLog(String text) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!log().contains(text)) {
            if (System.nanoTime() > until) {
                throw new AssertionError(name + " did not log " + text + ":\n" + log());
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
        return log();
    }

    /** Waits for it to end by itself. */
    int awaitEnd(Duration patience) throws InterruptedException {
        if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError(name + " did not end:\n" + log());
        }
        return process.exitValue();
    }

    /** Asks it to stop, as Kubernetes does. */
    void terminate() {
        process.destroy();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
