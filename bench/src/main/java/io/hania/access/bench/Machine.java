package io.hania.access.bench;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What was measured on, and with what. */
final class Machine {
    private Machine() {}

    static JsonObject describe() throws IOException {
        String model = Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("unknown");
        return new JsonObject()
                .put("processor", model)
                .put("cores", Runtime.getRuntime().availableProcessors())
                .put("kernel", first("uname", "-sr"))
                .put("java", System.getProperty("java.vm.version"))
                .put("nginx", first("nginx", "-v"))
                .put("haproxy", first("haproxy", "-v"))
                .put("caddy", first("caddy", "version"))
                .put("wrk", first("wrk", "-v"));
    }

    private static String first(String... command) {
        try {
            Process process = new ProcessBuilder(List.of(command))
                    .redirectErrorStream(true)
                    .start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return text.lines().findFirst().orElse("").replaceAll(" \\[.*", "").strip();
        } catch (IOException _) {
            return "absent";
        }
    }
}
