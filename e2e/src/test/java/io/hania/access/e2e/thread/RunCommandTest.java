package io.hania.access.e2e.thread;

import static org.assertj.core.api.Assertions.assertThat;

import io.hania.access.e2e.Await;
import io.hania.access.e2e.HaniaSystem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ./run} says and leaves behind. */
class RunCommandTest {
    private static final Duration START = Duration.ofSeconds(180);

    private final Map<Process, Path> outputs = new HashMap<>();

    @TempDir
    Path folder;

    @Test
    void explainsItself() throws IOException {
        assertThat(text(run(Map.of(), "--help"))).contains("--fresh", "--port-offset", "Ctrl-C");
    }

    /** One clear sentence for each thing that can be wrong. */
    @Nested
    class SaysInOneSentence {
        private final HaniaSystem system = HaniaSystem.shared();

        @Test
        void thatAPortIsInUse() throws IOException {
            int offset = system.local().ports().offset();
            assertThat(refusal(Map.of(), "--data", folder.toString(), "--port-offset", "" + offset))
                    .contains("Port ", "is in use");
        }

        @Test
        void thatTheSystemRunsAlready() throws IOException {
            String data = system.local().folder().normalize().toString();
            assertThat(refusal(Map.of(), "--data", data)).contains("running already", data);
        }

        @Test
        void thatThereIsNoJdk25() throws IOException {
            Map<String, String> bare = Map.of("JAVA_HOME", "", "PATH", "/usr/sbin:/bin", "JDK_FOLDERS", "/nowhere");
            assertThat(refusal(bare)).contains("No JDK 25 was found");
        }

        @Test
        void thatTheDiskIsFull() throws IOException {
            assertThat(refusal(Map.of("RUN_FREE_MB", "999999999"))).contains("The disk is full");
        }

        @Test
        void thatTheFolderCannotBeWritten() throws IOException {
            assertThat(refusal(Map.of(), "--data", "/proc/hania")).contains("/proc/hania can't be written");
        }

        @Test
        void thatThereIsNoSuchOption() throws IOException {
            assertThat(refusal(Map.of(), "--frseh")).contains("There is no option --frseh");
        }
    }

    @Test
    void leavesNoProcessWhenItIsStoppedOrKilledAndKeepsItsData() throws IOException {
        String offset = Integer.toString(HaniaSystem.portOffset());
        Process first = run(Map.of(), "--data", folder.toString(), "--port-offset", offset);
        List<ProcessHandle> family = ready(first);
        List<String> facts = Files.readAllLines(folder.resolve("local.env"));
        assertThat(facts).anyMatch(line -> line.startsWith("API_KEY=hania_sk_"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("local.env"))))
                .isEqualTo("rw-------");
        first.destroy();
        gone(family);

        Process second = run(Map.of(), "--data", folder.toString(), "--port-offset", offset);
        family = ready(second);
        assertThat(Files.readAllLines(folder.resolve("local.env"))).isEqualTo(facts);
        second.destroyForcibly();
        gone(family);
    }

    @Test
    void leavesNoProcessWhenItIsStoppedWhileItStarts() {
        Process run =
                run(Map.of(), "--data", folder.toString(), "--port-offset", Integer.toString(HaniaSystem.portOffset()));
        Await.until("the services start", START, () -> {
            assertThat(run.isAlive()).as(read(output(run))).isTrue();
            return ofTheFolder().size() > 5;
        });
        run.destroy();
        gone(List.of(run.toHandle()));
        Await.until(
                "no process is left",
                Duration.ofSeconds(30),
                () -> ofTheFolder().isEmpty());
    }

    /** All processes that name the data folder in their command line. */
    private List<ProcessHandle> ofTheFolder() {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").contains(folder.toString()))
                .toList();
    }

    private List<ProcessHandle> ready(Process run) throws IOException {
        Await.until("./run is ready", START, () -> {
            assertThat(run.isAlive()).as("./run goes on").isTrue();
            return read(output(run)).contains("is ready after");
        });
        List<ProcessHandle> family = new ArrayList<>(run.descendants().toList());
        long postgres = Long.parseLong(Files.readAllLines(folder.resolve("postgres/postmaster.pid"))
                .getFirst()
                .strip());
        ProcessHandle.of(postgres).ifPresent(family::add);
        family.add(run.toHandle());
        assertThat(family).hasSizeGreaterThan(7);
        return family;
    }

    private static void gone(List<ProcessHandle> family) {
        Await.until(
                "no process is left of " + family,
                Duration.ofSeconds(30),
                () -> family.stream().noneMatch(ProcessHandle::isAlive));
    }

    private String refusal(Map<String, String> environment, String... arguments) throws IOException {
        Process process = run(environment, arguments);
        String text = text(process);
        assertThat(process.exitValue()).isEqualTo(1);
        assertThat(text.strip().lines().filter(line -> !line.startsWith("SLF4J")))
                .hasSize(1);
        return text;
    }

    private String text(Process process) {
        process.onExit().join();
        return read(output(process));
    }

    private Process run(Map<String, String> environment, String... arguments) {
        List<String> command = new ArrayList<>(
                List.of("/bin/bash", HaniaSystem.root().resolve("run").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("RUN_BUILT", "1");
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        try {
            Path log = Files.createTempFile("run-", ".log");
            Process process = builder.redirectOutput(log.toFile()).start();
            outputs.put(process, log);
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path output(Process process) {
        return outputs.getOrDefault(process, folder);
    }

    private static String read(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return String.join("\n", lines.toList());
        } catch (IOException e) {
            return "";
        }
    }
}
