package io.hania.access.catalog;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads and checks a catalog. Works on YAML nodes, because these know their lines. */
final class CatalogReader {
    /** The only place where account keys are taken (contract, section 2). */
    private static final String BASE = "/api/v1";

    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");
    /** What may stand beside a path's operations, because it changes nothing about who may call them. */
    private static final Set<String> BESIDE = Set.of("summary", "description", "parameters");

    private final String source;
    private final Map<String, String> abilities = new LinkedHashMap<>();
    private final List<Operation> operations = new ArrayList<>();
    private final PathTree paths = new PathTree();

    CatalogReader(String source) {
        this.source = source;
    }

    Catalog read(String text) {
        Node root = compose(text);
        readAbilities(required(root, "x-abilities"));
        checkBase(root);
        for (NodeTuple path : tuples(required(root, "paths"))) {
            readPath(path);
        }
        return new Catalog(text, abilities, operations, paths);
    }

    private Node compose(String text) {
        try {
            return new Compose(LoadSettings.builder()
                            .setLabel(source)
                            .setAllowDuplicateKeys(false)
                            .build())
                    .composeString(text)
                    .orElseThrow(() -> new CatalogException(source, 1, "the file is empty"));
        } catch (YamlEngineException e) {
            throw new CatalogException(source, e);
        }
    }

    private void readAbilities(Node node) {
        for (NodeTuple ability : tuples(node)) {
            String name = text(ability.getKeyNode());
            if (!name.matches("[a-z][a-z_]*:[a-z][a-z_]*")) {
                throw fault(ability.getKeyNode(), "an ability is <resource>:<action> in small letters, not " + name);
            }
            if (abilities.put(name, text(ability.getValueNode())) != null) {
                throw fault(ability.getKeyNode(), "the ability " + name + " stands twice");
            }
        }
    }

    private void checkBase(Node root) {
        Node servers = required(root, "servers");
        if (!(servers instanceof SequenceNode list) || list.getValue().size() != 1) {
            throw fault(servers, "servers must have one entry: {url: " + BASE + "}");
        }
        Node url = required(list.getValue().getFirst(), "url");
        if (!text(url).equals(BASE)) {
            throw fault(
                    url, "the path before all others is " + BASE + ", where the gateway takes keys, not " + text(url));
        }
    }

    private void readPath(NodeTuple path) {
        String template = text(path.getKeyNode());
        if (!template.matches("(/([A-Za-z0-9._~-]+|\\{[A-Za-z0-9_]+}))+")) {
            throw fault(path.getKeyNode(), "not a path of plain segments and {parameters}: " + template);
        }
        for (NodeTuple entry : tuples(path.getValueNode())) {
            String name = text(entry.getKeyNode());
            if (METHODS.contains(name)) {
                readOperation(name.toUpperCase(Locale.ROOT), BASE + template, entry);
            } else if (!BESIDE.contains(name) && !name.startsWith("x-")) {
                throw fault(
                        entry.getKeyNode(),
                        name
                                + " can't stand here: operations are get, put, post, delete and patch, and HEAD counts as GET");
            }
        }
    }

    private void readOperation(String method, String path, NodeTuple node) {
        Node body = node.getValueNode();
        Node upstream = find(body, "x-upstream");
        Node summary = find(body, "summary");
        Operation operation = new Operation(
                method,
                path,
                ability(node, body),
                upstream == null ? "platform" : text(upstream),
                summary == null ? "" : text(summary));
        if (!paths.add(operation)) {
            throw fault(node.getKeyNode(), "the endpoint " + method + ' ' + path + " stands twice");
        }
        operations.add(operation);
    }

    private String ability(NodeTuple operation, Node body) {
        Node security = find(body, "security");
        if (security == null) {
            throw fault(
                    operation.getKeyNode(), "the operation has no security, so nobody knows which ability it needs");
        }
        Node name = only(tuples(only(security)).getFirst().getValueNode());
        if (!abilities.containsKey(text(name))) {
            throw fault(name, "unknown ability " + text(name) + ": list it under x-abilities");
        }
        return text(name);
    }

    private Node only(Node node) {
        if (node instanceof SequenceNode list && list.getValue().size() == 1) {
            return list.getValue().getFirst();
        }
        throw fault(node, "security must be one requirement with one ability, such as [{accountKey: [bots:read]}]");
    }

    private Node required(Node node, String key) {
        Node value = find(node, key);
        if (value == null) {
            throw fault(node, key + " is missing");
        }
        return value;
    }

    private @Nullable Node find(Node node, String key) {
        for (NodeTuple tuple : tuples(node)) {
            if (text(tuple.getKeyNode()).equals(key)) {
                return tuple.getValueNode();
            }
        }
        return null;
    }

    private List<NodeTuple> tuples(Node node) {
        if (node instanceof MappingNode map && !map.getValue().isEmpty()) {
            return map.getValue();
        }
        throw fault(node, "names and values are wanted here");
    }

    private String text(Node node) {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        throw fault(node, "a text is wanted here");
    }

    private CatalogException fault(Node node, String reason) {
        int line = node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
        return new CatalogException(source, line, reason);
    }
}
