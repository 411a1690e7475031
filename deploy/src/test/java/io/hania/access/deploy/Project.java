package io.hania.access.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The repository that is checked. */
public final class Project {
    public static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    static final Path DEPLOY = ROOT.resolve("deploy");
    static final Path KUBERNETES = DEPLOY.resolve("kubernetes");
    static final Path CHART = DEPLOY.resolve("helm/hania-access");
    static final Path MONITORING = DEPLOY.resolve("monitoring");

    /** The services that become images, each a module of the same name. */
    public static final List<String> SERVICES =
            List.of("api-gateway", "auth-service", "key-admin-service", "widget-service");

    private static final List<String> SHARED =
            List.of("access-model", "access-records", "decision-link", "http-edge", "token-verifier");

    private Project() {}

    /** A service's own module and those of ours that it is made of. */
    static Stream<String> modules(String service) {
        String pom = read(ROOT.resolve(service + "/pom.xml"));
        return Stream.concat(
                Stream.of(service),
                SHARED.stream().filter(module -> pom.contains("<artifactId>" + module + "</artifactId>")));
    }

    /** A file's text. */
    public static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All files below {@code folder} whose name ends so, build output aside. */
    static List<Path> files(Path folder, String ending) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(ending))
                    .filter(file -> !ROOT.relativize(file)
                            .toString()
                            .matches("(.*/)?(target|node_modules|\\.build|\\.data)/.*"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
