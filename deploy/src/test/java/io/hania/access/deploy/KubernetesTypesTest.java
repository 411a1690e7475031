package io.hania.access.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KubernetesTypesTest {
    @Nested
    class AsWritten {
        static Stream<Path> files() {
            return Stream.of("base", "components", "overlays", "examples")
                    .flatMap(folder -> Project.files(Project.KUBERNETES.resolve(folder), ".yaml").stream())
                    .filter(file -> !file.endsWith("kustomization.yaml"))
                    .filter(file -> !file.endsWith("stores-egress.yaml"));
        }

        @ParameterizedTest
        @MethodSource("files")
        void everyObjectHoldsAgainstKubernetesTypes(Path file) {
            assertThat(faults(Manifests.parse(file.toString(), Project.read(file))))
                    .isEmpty();
        }
    }

    @Nested
    @Tag("rendering")
    class Rendered {
        static Stream<Manifests> renders() {
            return Renders.all();
        }

        @ParameterizedTest
        @MethodSource("renders")
        void everyObjectHoldsAgainstKubernetesTypes(Manifests render) {
            assertThat(faults(render)).isEmpty();
        }
    }

    @Nested
    class Notices {
        @Test
        void aStrayKey() {
            assertThat(
                            fault(
                                    "spec: {selector: {matchLabels: {a: b}}, template: {spec: {containers: [{name: a, imagge: b}]}}}"))
                    .contains("imagge");
        }

        @Test
        void aMissingRequiredField() {
            assertThat(fault("spec: {template: {spec: {containers: [{name: a}]}}}"))
                    .contains("selector");
        }

        @Test
        void aWrongType() {
            assertThat(fault("spec: {replicas: three, selector: {}, template: {}}"))
                    .contains("three");
        }

        @Test
        void aStrayKeyInARoute() {
            assertThat(
                            faults(
                                    Manifests.parse(
                                            "test",
                                            "{apiVersion: gateway.networking.k8s.io/v1, kind: HTTPRoute, metadata: {name: a}, spec: {hostname: a}}")))
                    .singleElement()
                    .asString()
                    .contains("hostname");
        }

        @Test
        void anUnknownKind() {
            assertThat(faults(Manifests.parse("test", "{apiVersion: apps/v1, kind: Deploymnet, metadata: {name: a}}")))
                    .isNotEmpty();
        }

        private String fault(String spec) {
            String yaml = "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\n" + spec;
            return faults(Manifests.parse("test", yaml)).getFirst();
        }
    }

    static List<String> faults(Manifests manifests) {
        return manifests.all().stream()
                .flatMap(manifest -> KubernetesTypes.fault(manifest).stream())
                .toList();
    }
}
