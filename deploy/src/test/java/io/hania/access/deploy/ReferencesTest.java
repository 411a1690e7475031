package io.hania.access.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a manifest names exists: pods behind selectors, ports, settings, secrets, images, accounts, probes. */
@Tag("rendering")
class ReferencesTest {
    static Stream<Manifests> renders() {
        return Renders.all();
    }

    @ParameterizedTest
    @MethodSource("renders")
    void nothingIsDefinedTwice(Manifests render) {
        assertThat(render.all().stream().map(Manifest::toString)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("renders")
    void everySelectorOfAWorkloadMatchesItsOwnPods(Manifests render) {
        assertThat(render.workloads().filter(workload -> !workload.kind().equals("Job")))
                .allSatisfy(workload -> assertThat(workload.podLabels())
                        .containsAllEntriesOf(Manifest.labels(workload.at("spec", "selector", "matchLabels"))));
    }

    @ParameterizedTest
    @MethodSource("renders")
    void everyServiceLeadsToNamedPortsOfPods(Manifests render) {
        assertThat(render.ofKind("Service")).isNotEmpty().allSatisfy(service -> {
            List<Manifest> behind = podsWith(render, Manifest.labels(service.at("spec", "selector")));
            assertThat(behind).as(service.toString()).hasSize(1);
            for (Map<String, Object> port : Manifest.maps(service.at("spec", "ports"))) {
                assertThat(portNames(behind.getFirst())).contains(String.valueOf(port.get("targetPort")));
            }
        });
    }

    @ParameterizedTest
    @MethodSource("renders")
    void everyBudgetAndAutoscalerHasItsWorkload(Manifests render) {
        assertThat(render.ofKind("PodDisruptionBudget"))
                .hasSize(Project.SERVICES.size())
                .allSatisfy(budget -> assertThat(
                                podsWith(render, Manifest.labels(budget.at("spec", "selector", "matchLabels"))))
                        .hasSize(1));
        assertThat(render.ofKind("HorizontalPodAutoscaler")).allSatisfy(scaler -> {
            Manifest target = render.get(
                    scaler.text("spec", "scaleTargetRef", "kind"), scaler.text("spec", "scaleTargetRef", "name"));
            assertThat(target.at("spec", "replicas"))
                    .as("replicas of %s would fight the autoscaler", target)
                    .isNull();
        });
    }

    @ParameterizedTest
    @MethodSource("renders")
    void everyMountedSettingExists(Manifests render) {
        assertThat(render.workloads()).allSatisfy(workload -> {
            Map<String, Object> pod = Objects.requireNonNull(workload.pod());
            for (Map<String, Object> volume : Manifest.maps(pod.get("volumes"))) {
                if (volume.get("configMap") instanceof Map<?, ?> source) {
                    Manifest settings = render.get("ConfigMap", String.valueOf(source.get("name")));
                    Set<String> keys = Objects.requireNonNull(Manifest.map(settings.at("data")))
                            .keySet();
                    assertThat(keys).containsAll(items(source));
                }
            }
            for (Map<String, Object> container : workload.containers()) {
                for (Map<String, Object> source : Manifest.maps(container.get("envFrom"))) {
                    render.get("ConfigMap", String.valueOf(Manifest.at(source, "configMapRef", "name")));
                }
                Set<String> volumes = names(Manifest.maps(pod.get("volumes")));
                Set<String> claimed = Manifest.maps(workload.at("spec", "volumeClaimTemplates")).stream()
                        .map(claim -> String.valueOf(Manifest.at(claim, "metadata", "name")))
                        .collect(Collectors.toSet());
                claimed.addAll(volumes);
                assertThat(claimed).containsAll(names(Manifest.maps(container.get("volumeMounts"))));
            }
        });
    }

    @ParameterizedTest
    @MethodSource("renders")
    void everyMountedSecretIsMadeOrDocumented(Manifests render) {
        String documented = Project.read(Project.ROOT.resolve("docs/operating.md"));
        assertThat(render.workloads()).allSatisfy(workload -> {
            for (Map<String, Object> volume :
                    Manifest.maps(Objects.requireNonNull(workload.pod()).get("volumes"))) {
                if (volume.get("secret") instanceof Map<?, ?> source) {
                    String name = String.valueOf(source.get("secretName"));
                    if (render.find("Secret", name).isEmpty()) {
                        assertThat(documented)
                                .as("docs/operating.md lists the Secret")
                                .contains("`" + name + "`");
                    }
                }
            }
        });
    }

    @ParameterizedTest
    @MethodSource("renders")
    void everyAccountExists(Manifests render) {
        assertThat(render.workloads())
                .extracting(workload -> workload.at("spec", "template", "spec", "serviceAccountName"))
                .allSatisfy(account -> {
                    if (account != null && !account.equals("default")) {
                        render.get("ServiceAccount", String.valueOf(account));
                    }
                });
    }

    @ParameterizedTest
    @MethodSource("renders")
    void everyImageIsOneOfOurServicesOrPinned(Manifests render) {
        Set<String> ours = new TreeSet<>();
        assertThat(render.workloads()
                        .flatMap(workload -> workload.containers().stream())
                        .map(container -> container.get("image")))
                .allSatisfy(image -> {
                    String name = String.valueOf(image);
                    assertThat(name).matches(".+:[^/]+").doesNotEndWith(":latest");
                    if (name.contains("hania-access/")) {
                        String service =
                                name.replaceFirst(".*hania-access/", "").replaceFirst(":.*", "");
                        assertThat(Project.SERVICES).contains(service);
                        assertThat(Project.ROOT.resolve(service).resolve("pom.xml"))
                                .exists();
                        ours.add(service);
                    } else {
                        assertThat(name).startsWith("docker.io/");
                    }
                });
        assertThat(ours).containsExactlyInAnyOrderElementsOf(Project.SERVICES);
    }

    @ParameterizedTest
    @MethodSource("renders")
    void everyServiceIsProbedAndScrapedOnItsManagementPort(Manifests render) {
        assertThat(Project.SERVICES).allSatisfy(service -> {
            Manifest workload = render.get("Deployment", service);
            Map<String, Object> container = workload.containers().getFirst();
            for (String probe : List.of("startup", "liveness", "readiness")) {
                assertThat(Manifest.at(container, probe + "Probe", "httpGet", "port"))
                        .isEqualTo("management");
                assertThat(String.valueOf(Manifest.at(container, probe + "Probe", "httpGet", "path")))
                        .startsWith("/q/health/");
            }
            int management = 9000 + Project.SERVICES.indexOf(service);
            assertThat(Manifest.maps(container.get("ports")))
                    .contains(Map.of("name", "management", "containerPort", management));
            assertThat(workload.text("spec", "template", "metadata", "annotations", "prometheus.io/port"))
                    .isEqualTo(String.valueOf(management));
        });
    }

    @ParameterizedTest
    @MethodSource("renders")
    void everyPodIsLeftTheTimeThatItsServiceTakesToStop(Manifests render) {
        assertThat(Project.SERVICES).allSatisfy(service -> {
            Manifest workload = render.get("Deployment", service);
            Object sleep = Manifest.at(workload.containers().getFirst(), "lifecycle", "preStop", "sleep", "seconds");
            int longest = (Integer) Objects.requireNonNull(sleep)
                    + seconds("deploy/docker/jvm.Dockerfile", "QUARKUS_SHUTDOWN_DELAY")
                    + seconds(service + "/src/main/resources/application.properties", "quarkus.shutdown.timeout");
            assertThat((Integer) workload.at("spec", "template", "spec", "terminationGracePeriodSeconds"))
                    .isGreaterThan(longest);
        });
    }

    private static int seconds(String file, String setting) {
        Matcher found = Pattern.compile("(?m)^(?:ENV )?" + Pattern.quote(setting) + "=(\\d+)s$")
                .matcher(Project.read(Project.ROOT.resolve(file)));
        assertThat(found.find()).as("%s in %s", setting, file).isTrue();
        return Integer.parseInt(found.group(1));
    }

    @ParameterizedTest
    @MethodSource("renders")
    void noPortOfTheManagementInterfaceIsPublishedByAService(Manifests render) {
        assertThat(render.ofKind("Service")
                        .flatMap(service -> Manifest.maps(service.at("spec", "ports")).stream())
                        .map(port -> port.get("targetPort")))
                .doesNotContain("management");
    }

    @ParameterizedTest
    @MethodSource("renders")
    void everyRouteLeadsToAService(Manifests render) {
        Stream<Object> backends = Stream.concat(
                render.ofKind("Ingress")
                        .flatMap(ingress -> Manifest.maps(ingress.at("spec", "rules")).stream())
                        .flatMap(rule -> Manifest.maps(Manifest.at(rule, "http", "paths")).stream())
                        .map(path -> Manifest.at(path, "backend", "service", "name")),
                render.ofKind("HTTPRoute")
                        .flatMap(route -> Manifest.maps(route.at("spec", "rules")).stream())
                        .flatMap(rule -> Manifest.maps(rule.get("backendRefs")).stream())
                        .map(backend -> backend.get("name")));
        assertThat(backends).allSatisfy(name -> render.get("Service", String.valueOf(name)));
    }

    @ParameterizedTest
    @MethodSource("renders")
    void everythingLivesInOneNamespace(Manifests render) {
        assertThat(render.all().stream()
                        .filter(manifest -> !manifest.kind().equals("Namespace"))
                        .map(Manifest::namespace)
                        .filter(namespace -> !namespace.isEmpty()))
                .allMatch("hania-access"::equals);
    }

    @Test
    void chartAndOverlayAgreeOnEveryPod() {
        Manifests chart = Renders.chartWithEverything();
        Manifests overlay = Renders.overlay("prod");
        assertThat(Project.SERVICES)
                .allSatisfy(service -> assertThat(essence(chart.get("Deployment", service)))
                        .isEqualTo(essence(overlay.get("Deployment", service))));
        assertThat(chart.ofKind("NetworkPolicy").map(Manifest::name).filter(name -> !name.equals("forward-auth")))
                .containsExactlyInAnyOrderElementsOf(
                        overlay.ofKind("NetworkPolicy").map(Manifest::name).toList());
        assertThat(Stream.of("NetworkPolicy", "Service", "HorizontalPodAutoscaler", "PodDisruptionBudget"))
                .allSatisfy(kind -> assertThat(overlay.ofKind(kind))
                        .allSatisfy(manifest -> assertThat(
                                        chart.get(kind, manifest.name()).at("spec"))
                                .isEqualTo(manifest.at("spec"))));
    }

    /** A pod without what the two ways of rendering may differ in: names of ConfigMaps and pull secrets. */
    private static Object essence(Manifest workload) {
        Map<String, Object> pod = new java.util.TreeMap<>(Objects.requireNonNull(workload.pod()));
        pod.remove("imagePullSecrets");
        pod.put(
                "volumes",
                Manifest.maps(pod.get("volumes")).stream()
                        .map(volume -> volume.containsKey("configMap") ? Map.of("name", volume.get("name")) : volume)
                        .toList());
        return pod;
    }

    private static List<Manifest> podsWith(Manifests render, Map<String, String> labels) {
        assertThat(labels).isNotEmpty();
        return render.workloads()
                .filter(workload -> workload.podLabels().entrySet().containsAll(labels.entrySet()))
                .toList();
    }

    private static Set<String> portNames(Manifest workload) {
        return workload.containers().stream()
                .flatMap(container -> Manifest.maps(container.get("ports")).stream())
                .map(port -> String.valueOf(port.get("name")))
                .collect(Collectors.toSet());
    }

    private static List<String> items(Map<?, ?> source) {
        return Manifest.maps(source.get("items")).stream()
                .map(item -> String.valueOf(item.get("key")))
                .toList();
    }

    private static Set<String> names(List<Map<String, Object>> nodes) {
        return nodes.stream().map(node -> String.valueOf(node.get("name"))).collect(Collectors.toSet());
    }
}
