package io.hania.access.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How the services are run here: as the launcher and the images run them. */
final class Java {
    private Java() {}

    /** The java command of this JVM. */
    static String home() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** A service with its settings, and options of the JVM among them; with the AOT cache if there is one. */
    static List<String> service(Path jar, List<String> options, List<String> settings) {
        List<String> command = new ArrayList<>(List.of(home()));
        Path cache = jar.resolveSibling("app.aot");
        if (Files.exists(cache) && options.isEmpty()) {
            command.add("-XX:AOTCache=" + cache);
        }
        command.addAll(List.of(
                "-XX:+UseSerialGC",
                "-Xmx192m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dquarkus.log.level=WARN"));
        command.addAll(options);
        settings.forEach(setting -> command.add(setting.startsWith("-") ? setting : "-D" + setting));
        command.addAll(List.of("-jar", jar.toString()));
        return command;
    }
}
