package io.hania.access.catalog;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The paths of a catalog as a tree of segments. A fixed segment goes before a parameter. */
final class PathTree {
    private static final Match UNKNOWN = new Match.Unknown();

    private final Node root = new Node();

    /** Adds an endpoint; false if the same path and method, whatever the parameters' names, is there already. */
    boolean add(Operation operation) {
        Node node = root;
        for (String segment : operation.path().substring(1).split("/", -1)) {
            node = segment.startsWith("{") ? node.parameter() : node.child(segment);
        }
        return node.add(operation);
    }

    Match match(String method, String path) {
        Node node = path.startsWith("/") ? find(root, path, 1) : null;
        return node == null ? UNKNOWN : node.match(method);
    }

    private static @Nullable Node find(Node node, String path, int start) {
        int slash = path.indexOf('/', start);
        int end = slash < 0 ? path.length() : slash;
        if (end == start) {
            return null;
        }
        Node fixed = node.children.get(path.substring(start, end));
        Node found = fixed == null ? null : rest(fixed, path, slash);
        return found != null || node.parameter == null ? found : rest(node.parameter, path, slash);
    }

    private static @Nullable Node rest(Node node, String path, int slash) {
        if (slash < 0) {
            return node.endpoints.isEmpty() ? null : node;
        }
        return find(node, path, slash + 1);
    }

    private static final class Node {
        private final Map<String, Node> children = new HashMap<>();
        private final Map<String, Match> endpoints = new TreeMap<>();
        private @Nullable Node parameter;
        private Match wrongMethod = UNKNOWN;

        Node child(String segment) {
            return children.computeIfAbsent(segment, _ -> new Node());
        }

        Node parameter() {
            if (parameter == null) {
                parameter = new Node();
            }
            return parameter;
        }

        boolean add(Operation operation) {
            Match endpoint = new Match.Endpoint(operation.ability(), operation.upstream(), operation.path());
            boolean added = endpoints.putIfAbsent(operation.method(), endpoint) == null;
            List<String> allow = new ArrayList<>(endpoints.keySet());
            if (allow.contains("GET")) {
                allow.add(allow.indexOf("GET") + 1, "HEAD");
            }
            wrongMethod = new Match.WrongMethod(allow);
            return added;
        }

        Match match(String method) {
            Match endpoint = endpoints.get(method.equals("HEAD") ? "GET" : method);
            return endpoint == null ? wrongMethod : endpoint;
        }
    }
}
