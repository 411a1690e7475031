package io.hania.access.deploy.process;

import io.hania.access.deploy.Manifest;
import io.hania.access.deploy.Manifests;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The container of a workload, run as a process that finds what the pod would find: its environment, its settings and its
 * secrets as files where the manifest mounts them, below a folder instead of the root. Only addresses differ, which a
 * test gives as further environment variables.
 */
record Pod(Manifests render, Manifest workload, Path root) {
    private static final String WORKING_DIRECTORY = "/deployments";

    /** Starts the last of the workload's containers. */
    ServiceProcess start(Map<String, String> addresses) {
        Map<String, Object> container = workload.containers().getLast();
        for (Map<String, Object> mount : Manifest.maps(container.get("volumeMounts"))) {
            mount(String.valueOf(mount.get("name")), String.valueOf(mount.get("mountPath")));
        }
        Map<String, String> environment = new HashMap<>();
        for (Map<String, Object> variable : Manifest.maps(container.get("env"))) {
            environment.put(String.valueOf(variable.get("name")), local(String.valueOf(variable.get("value"))));
        }
        environment.putAll(addresses);
        String service = String.valueOf(container.get("image"))
                .replaceFirst(".*hania-access/", "")
                .replaceFirst(":.*", "");
        return ServiceProcess.startIn(service, below(WORKING_DIRECTORY), environment);
    }

    private void mount(String volume, String path) {
        Map<String, Object> source = Manifest.maps(
                        Objects.requireNonNull(workload.pod()).get("volumes"))
                .stream()
                .filter(candidate -> volume.equals(candidate.get("name")))
                .findFirst()
                .orElseThrow();
        Object settings = Manifest.at(source, "configMap", "name");
        Object secret = Manifest.at(source, "secret", "secretName");
        if (settings != null) {
            write(
                    path,
                    Manifest.labels(render.get("ConfigMap", settings.toString()).at("data")));
        } else if (secret != null) {
            Map<String, String> decoded = new HashMap<>();
            Manifest.labels(render.get("Secret", secret.toString()).at("data"))
                    .forEach((name, value) -> decoded.put(name, decode(value)));
            write(path, decoded);
        }
    }

    private void write(String path, Map<String, String> files) {
        try {
            Files.createDirectories(below(path));
            for (Map.Entry<String, String> file : files.entrySet()) {
                Files.writeString(below(path).resolve(file.getKey()), file.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String local(String value) {
        return value.startsWith("/") ? below(value).toString() : value;
    }

    private Path below(String path) {
        return root.resolve(path.substring(1));
    }

    private static String decode(String base64) {
        return new String(Base64.getMimeDecoder().decode(base64), StandardCharsets.UTF_8);
    }
}
