package io.hania.access.bench.load;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A process under test, with all its descendants. Its figures come from {@code /proc}. */
public final class Child implements AutoCloseable {
    private static final int MILLIS_PER_TICK = 10;
    private static final Pattern COMPILER = Pattern.compile("C[12] Comp");

    private final String name;
    private final long pid;
    private final @Nullable Process process;

    private Child(String name, long pid, @Nullable Process process) {
        this.name = name;
        this.pid = pid;
        this.process = process;
    }

    /**
     * Starts a command whose output goes to a file, and which ends with this JVM at the latest.
     *
     * @param name as in tables
     */
    public static Child start(String name, Path log, List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            Child child = new Child(name, process.pid(), process);
            Runtime.getRuntime().addShutdownHook(new Thread(child::close));
            return child;
        } catch (IOException e) {
            throw new UncheckedIOException(String.join(" ", command), e);
        }
    }

    /** A process that somebody else started and will end. */
    public static Child of(String name, long pid) {
        return new Child(name, pid, null);
    }

    /** As in tables. */
    public String name() {
        return name;
    }

    /** The id of the first process. */
    public long pid() {
        return pid;
    }

    /** Whether it runs. */
    public boolean alive() {
        return process == null || process.isAlive();
    }

    /** CPU time so far, user and system, in milliseconds. */
    public long cpuMillis() {
        return tree().mapToLong(Child::ticks).sum() * MILLIS_PER_TICK;
    }

    /** The same without the threads that compile: what they do depends on how long the process has run, not on the work. */
    public long cpuMillisWithoutCompiling() {
        return tree().mapToLong(id -> ticks(id) - compilerTicks(id)).sum() * MILLIS_PER_TICK;
    }

    /** Resident memory now, in kilobytes. Pages that several workers share are counted for each. */
    public long residentKilobytes() {
        return tree().mapToLong(id -> status(id, "VmRSS:")).sum();
    }

    /** Asks it to end, and waits; ends it the hard way after {@code seconds}. */
    public void end(int seconds) {
        if (process != null && process.isAlive()) {
            process.destroy();
            try {
                if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                    process.descendants().forEach(ProcessHandle::destroyForcibly);
                    process.destroyForcibly();
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() {
        end(3);
    }

    private Stream<Long> tree() {
        return ProcessHandle.of(pid).stream()
                .flatMap(handle -> Stream.concat(Stream.of(handle), handle.descendants()))
                .map(ProcessHandle::pid);
    }

    private static long compilerTicks(long pid) {
        File[] threads = new File("/proc/" + pid + "/task").listFiles();
        return threads == null
                ? 0
                : Stream.of(threads)
                        .map(thread -> "task/" + thread.getName() + "/")
                        .filter(thread ->
                                COMPILER.matcher(read(pid, thread + "comm")).lookingAt())
                        .mapToLong(thread -> ticks(read(pid, thread + "stat")))
                        .sum();
    }

    private static long ticks(long pid) {
        return ticks(read(pid, "stat"));
    }

    private static long ticks(String stat) {
        if (stat.isEmpty()) {
            return 0;
        }
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
    }

    private static long status(long pid, String name) {
        return read(pid, "status")
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .sum();
    }

    private static String read(long pid, String file) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), file));
        } catch (IOException _) {
            return ""; // it has just ended
        }
    }
}
