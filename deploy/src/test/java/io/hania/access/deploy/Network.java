package io.hania.access.deploy;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the NetworkPolicies of a rendering let through, by the rules of the NetworkPolicy API. */
record Network(Manifests render) {
    private static final String HOME = "hania-access";

    /** Someone who talks or is talked to. {@code address} is for those outside the cluster. */
    record Peer(
            Map<String, String> namespace,
            Map<String, String> labels,
            @Nullable String address,
            @Nullable Manifest workload) {
        static Peer internet() {
            return new Peer(Map.of(), Map.of(), "203.0.113.7", null);
        }

        static Peer at(String address) {
            return new Peer(Map.of(), Map.of(), address, null);
        }

        static Peer in(String namespace) {
            return new Peer(Map.of("kubernetes.io/metadata.name", namespace), Map.of("app", "any"), null, null);
        }

        private boolean atHome() {
            return HOME.equals(namespace.get("kubernetes.io/metadata.name"));
        }
    }

    Peer pod(String name) {
        Manifest workload = render.workloads()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no workload " + name));
        return new Peer(Map.of("kubernetes.io/metadata.name", HOME), workload.podLabels(), null, workload);
    }

    /** Whether {@code from} may open a TCP connection to {@code port} of {@code to}. */
    boolean lets(Peer from, Peer to, int port) {
        return allows(from, "Egress", "egress", "to", to, to, port)
                && allows(to, "Ingress", "ingress", "from", from, to, port);
    }

    private boolean allows(Peer subject, String type, String rules, String side, Peer other, Peer target, int port) {
        if (!subject.atHome()) {
            return true; // others' policies aren't ours
        }
        List<Manifest> policies = render.ofKind("NetworkPolicy")
                .filter(policy ->
                        Manifest.list(policy.at("spec", "policyTypes")).contains(type))
                .filter(policy -> matches(policy.at("spec", "podSelector"), subject.labels()))
                .toList();
        return policies.isEmpty()
                || policies.stream()
                        .flatMap(policy -> Manifest.maps(policy.at("spec", rules)).stream())
                        .anyMatch(rule ->
                                peerAllowed(rule.get(side), other) && portAllowed(rule.get("ports"), target, port));
    }

    private static boolean peerAllowed(@Nullable Object peers, Peer other) {
        return peers == null || Manifest.maps(peers).stream().anyMatch(peer -> peerMatches(peer, other));
    }

    private static boolean peerMatches(Map<String, Object> rule, Peer other) {
        if (rule.containsKey("ipBlock")) {
            return other.address() != null
                    && within(String.valueOf(Manifest.at(rule, "ipBlock", "cidr")), other.address());
        }
        if (other.address() != null) {
            return false;
        }
        boolean namespace = rule.containsKey("namespaceSelector")
                ? matches(rule.get("namespaceSelector"), other.namespace())
                : other.atHome();
        return namespace && (!rule.containsKey("podSelector") || matches(rule.get("podSelector"), other.labels()));
    }

    private static boolean portAllowed(@Nullable Object ports, Peer target, int port) {
        return ports == null
                || Manifest.maps(ports).stream()
                        .filter(allowed -> "TCP".equals(allowed.getOrDefault("protocol", "TCP")))
                        .anyMatch(allowed -> number(allowed.get("port"), target) == port);
    }

    private static int number(@Nullable Object port, Peer target) {
        if (port instanceof Integer number) {
            return number;
        }
        if (target.workload() == null) {
            return -1;
        }
        return target.workload().containers().stream()
                .flatMap(container -> Manifest.maps(container.get("ports")).stream())
                .filter(candidate -> String.valueOf(port).equals(candidate.get("name")))
                .map(candidate -> (Integer) candidate.get("containerPort"))
                .findFirst()
                .orElse(-1);
    }

    static boolean matches(@Nullable Object selector, Map<String, String> labels) {
        Map<String, String> wanted = Manifest.labels(Manifest.at(selector, "matchLabels"));
        return labels.entrySet().containsAll(wanted.entrySet())
                && Manifest.maps(Manifest.at(selector, "matchExpressions")).stream()
                        .allMatch(expression -> holds(expression, labels));
    }

    private static boolean holds(Map<String, Object> expression, Map<String, String> labels) {
        String value = labels.get(String.valueOf(expression.get("key")));
        List<?> values = Manifest.list(expression.get("values"));
        return switch (String.valueOf(expression.get("operator"))) {
            case "In" -> value != null && values.contains(value);
            case "NotIn" -> value == null || !values.contains(value);
            case "Exists" -> value != null;
            case "DoesNotExist" -> value == null;
            default -> throw new AssertionError("no such operator: " + expression);
        };
    }

    private static boolean within(String cidr, String address) {
        String[] parts = cidr.split("/");
        int shift = 32 - Integer.parseInt(parts[1]);
        return shift == 32 || bits(parts[0]) >>> shift == bits(address) >>> shift;
    }

    private static long bits(String address) {
        long bits = 0;
        for (String octet : address.split("\\.")) {
            bits = bits << 8 | Integer.parseInt(octet);
        }
        return bits;
    }
}
