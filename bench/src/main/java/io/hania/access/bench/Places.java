package io.hania.access.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where things are.
 *
 * @param project its root
 * @param work what a run leaves behind
 * @param apps packed services, beside which AOT caches may lie; null for those just packaged, without
 * @param settings of both services, on top of the defaults
 */
record Places(Path project, Path work, @Nullable Path apps, List<String> settings) {
    /** @throws IOException if the folder for what a run leaves behind can't be made */
    static Places of(Path project) throws IOException {
        Path work = project.resolve("bench/work");
        Files.createDirectories(work);
        String apps = System.getProperty("bench.apps");
        return new Places(
                project.toAbsolutePath(),
                work.toAbsolutePath(),
                apps == null ? null : Path.of(apps).toAbsolutePath(),
                List.of());
    }

    /** The same with other services. */
    Places with(Path others) {
        return new Places(project, work, others.toAbsolutePath(), settings);
    }

    /** The same with other settings. */
    Places with(List<String> others) {
        return new Places(project, work, apps, others);
    }

    Path peers() {
        return project.resolve("bench/peers");
    }

    Path log(String name) {
        return work.resolve(name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-") + ".out");
    }

    /** The jar of a service. */
    Path jar(String module) {
        Path folder = apps == null ? project.resolve(module).resolve("target/quarkus-app") : apps.resolve(module);
        return folder.resolve("quarkus-run.jar");
    }

    /** Where the AOT cache of a service lies, or is to lie. */
    Path cache(String module) {
        return jar(module).resolveSibling("app.aot");
    }

    /** Whether the services are to run with AOT caches, but have none yet. */
    boolean untrained() {
        return apps != null && !(Files.exists(cache("api-gateway")) && Files.exists(cache("auth-service")));
    }

    /** Fills the words of a template in and writes it among what the run leaves behind. */
    Path fill(String template, Map<String, ?> words) throws IOException {
        String text = Files.readString(peers().resolve(template))
                .replace("@WORK@", work.toString())
                .replace("@PEERS@", peers().toString());
        for (Map.Entry<String, ?> word : words.entrySet()) {
            text = text.replace("@" + word.getKey() + "@", word.getValue().toString());
        }
        return Files.writeString(work.resolve(template), text);
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    static boolean onPath(String command) {
        return Stream.of((System.getenv("PATH") + ":/usr/sbin:/sbin").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, command)));
    }
}
