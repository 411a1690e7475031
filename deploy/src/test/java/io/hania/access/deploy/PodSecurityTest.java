package io.hania.access.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Kubernetes' Pod Security Standards, profile "restricted", rule by rule; and a little more. */
@Tag("rendering")
class PodSecurityTest {
    private static final Set<String> VOLUMES = Set.of(
            "name",
            "configMap",
            "csi",
            "downwardAPI",
            "emptyDir",
            "ephemeral",
            "persistentVolumeClaim",
            "projected",
            "secret");

    static Stream<Manifests> renders() {
        return Renders.all();
    }

    @ParameterizedTest
    @MethodSource("renders")
    void everyPodSatisfiesTheRestrictedProfile(Manifests render) {
        assertThat(render.workloads().flatMap(workload -> faults(workload).stream()))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("renders")
    void everyRootFileSystemIsReadOnlyAndEveryContainerIsBounded(Manifests render) {
        assertThat(render.workloads())
                .allSatisfy(workload -> assertThat(workload.containers()).allSatisfy(container -> {
                    assertThat(Manifest.at(container, "securityContext", "readOnlyRootFilesystem"))
                            .isEqualTo(true);
                    assertThat(Manifest.at(container, "resources", "requests", "cpu"))
                            .isNotNull();
                    assertThat(Manifest.at(container, "resources", "requests", "memory"))
                            .isNotNull();
                    assertThat(Manifest.at(container, "resources", "limits", "memory"))
                            .isNotNull();
                }));
    }

    @ParameterizedTest
    @MethodSource("renders")
    void noPodCarriesATokenOfTheCluster(Manifests render) {
        assertThat(render.workloads())
                .allSatisfy(
                        workload -> assertThat(workload.at("spec", "template", "spec", "automountServiceAccountToken"))
                                .isEqualTo(false));
    }

    private static List<String> faults(Manifest workload) {
        Map<String, Object> pod = Objects.requireNonNull(workload.pod());
        List<String> faults = new ArrayList<>();
        check(
                faults,
                workload + ": host namespaces",
                Stream.of("hostNetwork", "hostPID", "hostIPC").noneMatch(pod::containsKey));
        for (Map<String, Object> volume : Manifest.maps(pod.get("volumes"))) {
            check(faults, workload + ": volume " + volume, VOLUMES.containsAll(volume.keySet()));
        }
        for (Map<String, Object> container : workload.containers()) {
            faults(faults, workload + ", " + container.get("name") + ": ", container, pod.get("securityContext"));
        }
        return faults;
    }

    private static void faults(List<String> faults, String where, Map<String, Object> container, Object pod) {
        Object own = container.get("securityContext");
        List<?> dropped = Manifest.list(Manifest.at(own, "capabilities", "drop"));
        List<?> added = Manifest.list(Manifest.at(own, "capabilities", "add"));
        check(faults, where + "runAsNonRoot", Boolean.TRUE.equals(either(own, pod, "runAsNonRoot")));
        check(faults, where + "runAsUser", !Integer.valueOf(0).equals(either(own, pod, "runAsUser")));
        check(faults, where + "escalation", Boolean.FALSE.equals(Manifest.at(own, "allowPrivilegeEscalation")));
        check(faults, where + "privileged", Manifest.at(own, "privileged") == null);
        check(faults, where + "capabilities", dropped.contains("ALL") && added.isEmpty());
        check(faults, where + "seccomp", "RuntimeDefault".equals(seccomp(own, pod)));
        for (Map<String, Object> port : Manifest.maps(container.get("ports"))) {
            check(faults, where + "host port", !port.containsKey("hostPort"));
        }
    }

    private static Object either(Object context, Object podContext, String field) {
        Object own = Manifest.at(context, field);
        return own != null ? own : Manifest.at(podContext, field);
    }

    private static Object seccomp(Object context, Object podContext) {
        return Manifest.at(either(context, podContext, "seccompProfile"), "type");
    }

    private static void check(List<String> faults, String rule, boolean holds) {
        if (!holds) {
            faults.add(rule);
        }
    }
}
