package io.hania.access.deploy;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** What users would apply: the Kustomize overlays and the Helm chart, rendered by the real kubectl and helm. */
public final class Renders {
    private static final Map<String, Manifests> DONE = new ConcurrentHashMap<>();

    private Renders() {}

    /** An overlay by the name of its folder. */
    public static Manifests overlay(String name) {
        return DONE.computeIfAbsent(
                "overlay " + name,
                origin -> Manifests.parse(
                        origin,
                        Tool.KUBECTL
                                .run("kustomize", "kubernetes/overlays/" + name)
                                .orFail()));
    }

    /** The chart with the given {@code --set} or {@code --values} arguments. */
    static Manifests chart(String... arguments) {
        return DONE.computeIfAbsent(
                "chart " + String.join(" ", arguments),
                origin -> Manifests.parse(origin, template(arguments).orFail()));
    }

    static Tool.Result template(String... arguments) {
        String[] all = Stream.concat(
                        Stream.of("template", "hania-access", "helm/hania-access", "--namespace", "hania-access"),
                        Stream.of(arguments))
                .toArray(String[]::new);
        return Tool.HELM.run(all);
    }

    static Manifests chartWithEverything() {
        return chart("--values", "helm/everything.yaml");
    }

    static Stream<Manifests> all() {
        return Stream.of(overlay("dev"), overlay("prod"), chart(), chartWithEverything());
    }
}
