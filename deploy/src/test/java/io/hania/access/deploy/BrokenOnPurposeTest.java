package io.hania.access.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Breaks what is rendered, in one place at a time, and sees the check that is there for it fail. */
@Tag("rendering")
class BrokenOnPurposeTest {
    /**
     * Something that is wrong.
     *
     * @param place what stands there rightly, as a regular expression
     * @param wrong what stands there instead
     * @param check must fail
     */
    record Fault(String name, String place, String wrong, Consumer<Manifests> check) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Fault> faults() {
        return Stream.of(references(), services(), rules()).flatMap(faults -> faults);
    }

    private static Stream<Fault> references() {
        ReferencesTest references = new ReferencesTest();
        return Stream.of(
                new Fault(
                        "a port",
                        "targetPort: link",
                        "targetPort: lnik",
                        references::everyServiceLeadsToNamedPortsOfPods),
                new Fault(
                        "a selector",
                        "(matchLabels:\n      app.kubernetes.io/name: )api-gateway",
                        "$1gateway",
                        references::everySelectorOfAWorkloadMatchesItsOwnPods),
                new Fault(
                        "an autoscaler's workload",
                        "(scaleTargetRef:\n +apiVersion: apps/v1\n +kind: Deployment\n +name: )api-gateway",
                        "$1gateway",
                        references::everyBudgetAndAutoscalerHasItsWorkload),
                new Fault(
                        "a setting's file",
                        "(configMap:\n +name: )\\S+",
                        "$1nowhere",
                        references::everyMountedSettingExists),
                new Fault(
                        "a secret",
                        "secretName: auth-service",
                        "secretName: auth-servce",
                        references::everyMountedSecretIsMadeOrDocumented),
                new Fault(
                        "an account",
                        "serviceAccountName: api-gateway",
                        "serviceAccountName: nobody",
                        references::everyAccountExists));
    }

    private static Stream<Fault> services() {
        ReferencesTest references = new ReferencesTest();
        return Stream.of(
                new Fault(
                        "an image",
                        "image: (\\S*)hania-access/api-gateway",
                        "image: $1hania-access/api-gatewy",
                        references::everyImageIsOneOfOurServicesOrPinned),
                new Fault(
                        "a probe",
                        "port: management\n",
                        "port: http\n",
                        references::everyServiceIsProbedAndScrapedOnItsManagementPort),
                new Fault(
                        "the time to stop",
                        "terminationGracePeriodSeconds: 330",
                        "terminationGracePeriodSeconds: 300",
                        references::everyPodIsLeftTheTimeThatItsServiceTakesToStop));
    }

    private static Stream<Fault> rules() {
        PodSecurityTest security = new PodSecurityTest();
        NetworkTest network = new NetworkTest();
        return Stream.of(
                new Fault("a stray key", "( +)enableServiceLinks:", "$1enableServiceLink:", BrokenOnPurposeTest::types),
                new Fault(
                        "a wrong type",
                        "terminationGracePeriodSeconds: 330",
                        "terminationGracePeriodSeconds: long",
                        BrokenOnPurposeTest::types),
                new Fault(
                        "a user",
                        "runAsNonRoot: true",
                        "runAsNonRoot: false",
                        security::everyPodSatisfiesTheRestrictedProfile),
                new Fault(
                        "a root file system",
                        "readOnlyRootFilesystem: true",
                        "readOnlyRootFilesystem: false",
                        security::everyRootFileSystemIsReadOnlyAndEveryContainerIsBounded),
                new Fault(
                        "a door",
                        "(?s)(kind: NetworkPolicy\nmetadata:\n[^-]*?name: auth-service\n.*?ingress:\n +- )from:",
                        "$1anybody:",
                        render -> network.onlyTheGatewayAndTheDashboardAreReachableFromOutside(new Network(render))),
                new Fault(
                        "a namespace",
                        "namespace: hania-access\n",
                        "namespace: elsewhere\n",
                        new ReferencesTest()::everythingLivesInOneNamespace));
    }

    private static void types(Manifests render) {
        assertThat(KubernetesTypesTest.faults(render)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("faults")
    void isNoticed(Fault fault) {
        String whole = Tool.KUBECTL.run("kustomize", "kubernetes/overlays/prod").orFail();
        fault.check().accept(Manifests.parse("whole", whole));

        String broken = whole.replaceFirst(fault.place(), fault.wrong());
        assertThat(broken).isNotEqualTo(whole);
        assertThatThrownBy(() -> fault.check().accept(Manifests.parse("broken", broken)))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void aStrayKeyInATemplateOfTheChartIsNoticed(@TempDir Path folder) throws IOException {
        Manifests render = Manifests.parse(
                "broken",
                chart(folder, "automountServiceAccountToken:", "automountToken:")
                        .orFail());
        assertThat(KubernetesTypesTest.faults(render)).isNotEmpty().allMatch(fault -> fault.contains("automountToken"));
    }

    @Test
    void aTemplateOfTheChartThatCannotBeReadIsNoticed(@TempDir Path folder) throws IOException {
        assertThat(chart(folder, "{{ .grace }}", "{{ .grace ").code()).isNotZero();
    }

    private static Tool.Result chart(Path folder, String place, String wrong) throws IOException {
        for (Path file : Project.files(Project.CHART, "")) {
            Path copy = folder.resolve(Project.CHART.relativize(file).toString());
            Files.createDirectories(copy.getParent());
            String text = Project.read(file);
            Files.writeString(copy, file.endsWith("_workload.tpl") ? text.replace(place, wrong) : text);
        }
        assertThat(Project.read(folder.resolve("templates/_workload.tpl"))).contains(wrong);
        return Tool.HELM.run("template", "hania-access", folder.toString());
    }
}
