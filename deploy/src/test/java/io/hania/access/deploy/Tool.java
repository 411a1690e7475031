package io.hania.access.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A program that deploy/tools brought to .build/tools. */
enum Tool {
    HELM,
    KUBECTL,
    PROMTOOL;

    /** What a program said, and its exit code. */
    record Result(int code, String output) {
        String orFail() {
            if (code != 0) {
                throw new AssertionError(output);
            }
            return output;
        }
    }

    Result run(String... arguments) {
        Path program = Project.ROOT.resolve(".build/tools").resolve(name().toLowerCase(java.util.Locale.ROOT));
        List<String> command = Stream.concat(Stream.of(program.toString()), Stream.of(arguments))
                .toList();
        try {
            Process process = new ProcessBuilder(command)
                    .directory(Project.DEPLOY.toFile())
                    .redirectErrorStream(true)
                    .start();
            String output =
                    new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            return new Result(process.waitFor(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
