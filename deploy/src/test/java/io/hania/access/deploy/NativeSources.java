package io.hania.access.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** What the native compiler would be given for one service, as a build with -Dnative-sources leaves it. */
record NativeSources(String service, List<String> resourcePatterns, Set<String> reflective, String arguments) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static NativeSources of(String service) {
        Path folder = Project.ROOT.resolve(service + "/target/native-sources");
        List<String> patterns = new ArrayList<>();
        Set<String> reflective = new TreeSet<>();
        jars(folder).forEach(jar -> read(jar, patterns, reflective));
        return new NativeSources(service, patterns, reflective, Project.read(folder.resolve("native-image.args")));
    }

    /** Whether the file ends up in the executable. */
    boolean holds(String resource) {
        return resourcePatterns.stream().anyMatch(resource::matches);
    }

    private static Stream<Path> jars(Path folder) {
        try (Stream<Path> files = java.nio.file.Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void read(Path file, List<String> patterns, Set<String> reflective) {
        try (JarFile jar = new JarFile(file.toFile())) {
            for (var entry : jar.stream()
                    .filter(entry -> entry.getName().startsWith("META-INF/native-image/"))
                    .toList()) {
                try (InputStream in = jar.getInputStream(entry)) {
                    if (entry.getName().endsWith("resource-config.json")) {
                        patterns(JSON.readTree(in), patterns);
                    } else if (entry.getName().endsWith("reflect-config.json")) {
                        JSON.readTree(in)
                                .forEach(
                                        type -> reflective.add(type.path("name").asText()));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void patterns(JsonNode config, List<String> patterns) {
        JsonNode resources = config.path("resources");
        JsonNode includes = resources.has("includes") ? resources.path("includes") : resources;
        includes.forEach(include -> patterns.add(include.path("pattern").asText()));
    }

    @Override
    public String toString() {
        return service;
    }
}
