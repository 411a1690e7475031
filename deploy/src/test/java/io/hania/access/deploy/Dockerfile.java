package io.hania.access.deploy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A Dockerfile's instructions, in order, continued lines joined. */
record Dockerfile(List<Instruction> instructions) {
    /** Such as COPY with its arguments; {@code stage} counts the FROMs up to it. */
    record Instruction(int stage, String name, String arguments) {}

    static Dockerfile read(Path file) {
        List<Instruction> instructions = new ArrayList<>();
        String joined = Project.read(file).replaceAll("\\\\\n\\s*", " ");
        int stage = 0;
        for (String line : joined.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList()) {
            String[] parts = line.strip().split("\\s+", 2);
            stage += parts[0].equals("FROM") ? 1 : 0;
            instructions.add(new Instruction(stage, parts[0], parts[1]));
        }
        return new Dockerfile(instructions);
    }

    Stream<Instruction> all(String name) {
        return instructions.stream().filter(instruction -> instruction.name().equals(name));
    }

    /** The instructions of the stage that becomes the image. */
    List<Instruction> last() {
        int last = instructions.getLast().stage();
        return instructions.stream()
                .filter(instruction -> instruction.stage() == last)
                .toList();
    }

    /** The defaults of build arguments. */
    Map<String, String> defaults() {
        Map<String, String> defaults = new TreeMap<>();
        all("ARG").filter(argument -> argument.arguments().contains("=")).forEach(argument -> {
            String[] parts = argument.arguments().split("=", 2);
            defaults.put(parts[0], parts[1]);
        });
        return defaults;
    }
}
