package io.hania.access.deploy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One Kubernetes object as a tree of maps and lists. */
public record Manifest(Map<String, Object> tree) {
    String apiVersion() {
        return text("apiVersion");
    }

    String kind() {
        return text("kind");
    }

    String name() {
        return text("metadata", "name");
    }

    String namespace() {
        return at("metadata", "namespace") instanceof String namespace ? namespace : "";
    }

    /** The pod's spec of a workload; null for objects that run nothing. */
    public @Nullable Map<String, Object> pod() {
        return kind().equals("CronJob")
                ? map(at("spec", "jobTemplate", "spec", "template", "spec"))
                : map(at("spec", "template", "spec"));
    }

    Map<String, String> podLabels() {
        return labels(at("spec", "template", "metadata", "labels"));
    }

    /** All containers of a workload, those that run first included. */
    public List<Map<String, Object>> containers() {
        Map<String, Object> pod = pod();
        if (pod == null) {
            return List.of();
        }
        return java.util.stream.Stream.of("initContainers", "containers")
                .flatMap(field -> maps(pod.get(field)).stream())
                .toList();
    }

    /** What stands at a path, a key after another; null if nothing does. */
    public @Nullable Object at(String... path) {
        return at(tree, path);
    }

    String text(String... path) {
        return String.valueOf(at(path));
    }

    /** As {@link #at(String...)}, below any node. */
    public static @Nullable Object at(@Nullable Object tree, String... path) {
        Object found = tree;
        for (String step : path) {
            found = found instanceof Map<?, ?> map ? map.get(step) : null;
        }
        return found;
    }

    @SuppressWarnings("unchecked")
    static @Nullable Map<String, Object> map(@Nullable Object node) {
        return (Map<String, Object>) node;
    }

    /** A node that is a list of maps; an empty one if there is none. */
    @SuppressWarnings("unchecked")
    public static List<Map<String, Object>> maps(@Nullable Object node) {
        return node == null ? List.of() : (List<Map<String, Object>>) node;
    }

    static List<?> list(@Nullable Object node) {
        return node == null ? List.of() : (List<?>) node;
    }

    /** A node that is a map of texts. */
    public static Map<String, String> labels(@Nullable Object node) {
        Map<String, String> labels = new LinkedHashMap<>();
        if (node instanceof Map<?, ?> map) {
            map.forEach((key, value) -> labels.put(String.valueOf(key), String.valueOf(value)));
        }
        return labels;
    }

    @Override
    public String toString() {
        return kind() + "/" + name();
    }
}
