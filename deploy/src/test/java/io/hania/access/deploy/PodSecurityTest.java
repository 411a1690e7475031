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
            "name", "configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "persistentVolumeClaim", "projected", "secret");

    static Stream<Manifests> renders() {
        return Renders.all();
    }

    @ParameterizedTest
    @MethodSource("renders")
    void everyPodSatisfiesTheRestrictedProfile(Manifests render) {
        assertThat(render.workloads().flatMap(workload -> faults(workload).stream())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("renders")
    void everyRootFileSystemIsReadOnlyAndEveryContainerIsBounded(Manifests render) {
        assertThat(render.workloads()).allSatisfy(workload -> assertThat(workload.containers())
                .allSatisfy(container -> {
                    assertThat(Manifest.at(container, "securityContext", "readOnlyRootFilesystem")).isEqualTo(true);
                    assertThat(Manifest.at(container, "resources", "requests", "cpu")).isNotNull();
                    assertThat(Manifest.at(container, "resources", "requests", "memory")).isNotNull();
                    assertThat(Manifest.at(container, "resources", "limits", "memory")).isNotNull();
                }));
    }

    @ParameterizedTest
    @MethodSource("renders")
    void noPodCarriesATokenOfTheCluster(Manifests render) {
        assertThat(render.workloads())
                .allSatisfy(workload -> assertThat(workload.at("spec", "template", "spec", "automountServiceAccountToken"))
                        .isEqualTo(false));
    }

    private static List<String> faults(Manifest workload) {
        Map<String, Object> pod = Objects.requireNonNull(workload.pod());
        List<String> faults = new ArrayList<>();
        check(faults, workload, "host namespaces", Stream.of("hostNetwork", "hostPID", "hostIPC").noneMatch(pod::containsKey));
        Object podContext = pod.get("securityContext");
        for (Map<String, Object> volume : Manifest.maps(pod.get("volumes"))) {
            check(faults, workload, "volume " + volume, VOLUMES.containsAll(volume.keySet()));
        }
        for (Map<String, Object> container : workload.containers()) {
            Object context = container.get("securityContext");
            String where = "container " + container.get("name") + ": ";
            check(faults, workload, where + "runAsNonRoot", Boolean.TRUE.equals(either(context, podContext, "runAsNonRoot")));
            check(faults, workload, where + "runAsUser", !Integer.valueOf(0).equals(either(context, podContext, "runAsUser")));
            check(faults, workload, where + "escalation", Boolean.FALSE.equals(Manifest.at(context, "allowPrivilegeEscalation")));
            check(faults, workload, where + "privileged", Manifest.at(context, "privileged") == null);
            check(faults, workload, where + "drop ALL", Manifest.list(Manifest.at(context, "capabilities", "drop")).contains("ALL"));
            check(faults, workload, where + "add", Manifest.list(Manifest.at(context, "capabilities", "add")).isEmpty());
            check(faults, workload, where + "seccomp", "RuntimeDefault".equals(seccomp(context, podContext)));
            check(
                    faults,
                    workload,
                    where + "host ports",
                    Manifest.maps(container.get("ports")).stream().noneMatch(port -> port.containsKey("hostPort")));
        }
        return faults;
    }

    private static Object either(Object context, Object podContext, String field) {
        Object own = Manifest.at(context, field);
        return own != null ? own : Manifest.at(podContext, field);
    }

    private static Object seccomp(Object context, Object podContext) {
        return Manifest.at(either(context, podContext, "seccompProfile"), "type");
    }

    private static void check(List<String> faults, Manifest workload, String rule, boolean holds) {
        if (!holds) {
            faults.add(workload + ": " + rule);
        }
    }
}
