package io.hania.access.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every setting of ours that a manifest sets or a page names is one that the service reads. */
class SettingsTest {
    private static final Map<String, Settings> READ =
            Settings.all().stream().collect(Collectors.toMap(Settings::service, settings -> settings));
    private static final Map<String, String> CHART_VALUES = Map.of(
            "api-gateway", "gateway", "auth-service", "auth", "key-admin-service", "admin", "widget-service", "widget");
    private static final Pattern NAMED = Pattern.compile("`((?:gateway|auth|admin|widget)\\.[a-z0-9][a-z0-9.-]*)[=`]");

    /** What a place sets for a service. */
    record Given(String service, String where, Set<String> settings) {
        @Override
        public String toString() {
            return where + " for " + service;
        }
    }

    static Stream<Given> given() {
        return Project.SERVICES.stream()
                .flatMap(service -> Stream.of(files(service), chart(service), compose(service), secrets(service))
                        .flatMap(given -> given));
    }

    @ParameterizedTest
    @MethodSource("given")
    void everySettingIsOneThatTheServiceReads(Given given) {
        assertThat(given.settings())
                .isNotEmpty()
                .allMatch(
                        name -> name.startsWith("quarkus.")
                                || READ.get(given.service()).know(name),
                        "is read by " + given.service());
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everySettingThatAPageNamesIsReadBySomeService(Path page) {
        Set<String> named = NAMED.matcher(Project.read(page))
                .results()
                .map(found -> found.group(1))
                .filter(name -> !isPackage(name))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(named).allMatch(name -> READ.values().stream().anyMatch(settings -> settings.know(name)));
    }

    @Test
    void aStraySettingWouldBeFound() {
        Settings gateway = READ.get("api-gateway");
        assertThat(List.of("gateway.limits.body-idle", "gateway.upstreams.platform", "keys.prefix", "catalog.file"))
                .allMatch(gateway::know);
        assertThat(List.of("gateway.limits.bodyIdle", "gateway.upstreams.", "gateway.stray", "auth.link.port"))
                .noneMatch(gateway::know);
    }

    private static boolean isPackage(String name) {
        String folder = "src/main/java/io/hania/access/" + name.replace('.', '/');
        return Project.SERVICES.stream()
                .anyMatch(service ->
                        Files.isDirectory(Project.ROOT.resolve(service).resolve(folder)));
    }

    static Stream<Path> pages() {
        return Project.files(Project.ROOT, ".md").stream();
    }

    private static Stream<Given> files(String service) {
        return Project.files(Project.KUBERNETES, service + ".properties").stream()
                .map(file -> new Given(service, Project.ROOT.relativize(file).toString(), Settings.in(file)));
    }

    private static Stream<Given> chart(String service) {
        return Stream.of(Project.CHART.resolve("values.yaml"), Project.DEPLOY.resolve("helm/everything.yaml"))
                .map(file -> {
                    Object values = Manifests.parse(file.toString(), Project.read(file))
                            .all()
                            .getFirst()
                            .at(CHART_VALUES.get(service), "config");
                    return new Given(
                            service,
                            file.getFileName().toString(),
                            Manifest.labels(values).keySet());
                });
    }

    private static Stream<Given> compose(String service) {
        Manifest file = composeFile();
        Set<String> mounted = Manifest.list(file.at("services", service, "secrets")).stream()
                .map(secret -> String.valueOf(Manifest.at(secret, "target")))
                .collect(Collectors.toSet());
        Given settings = new Given(service, "compose.yaml", Settings.in(file.text("configs", service, "content")));
        return mounted.isEmpty()
                ? Stream.of(settings)
                : Stream.of(settings, new Given(service, "the secrets of compose.yaml", mounted));
    }

    private static Manifest composeFile() {
        return Manifests.parse("compose", Project.read(Project.DEPLOY.resolve("docker/compose.yaml")))
                .all()
                .getFirst();
    }

    /** The Secrets that the manual tells to make, and those that the overlay for development makes. */
    private static Stream<Given> secrets(String service) {
        Manifest overlay = Manifests.parse(
                        "dev", Project.read(Project.KUBERNETES.resolve("overlays/dev/kustomization.yaml")))
                .all()
                .getFirst();
        Stream<Given> development = Manifest.maps(overlay.at("secretGenerator")).stream()
                .filter(secret -> service.equals(secret.get("name")))
                .map(secret -> new Given(
                        service,
                        "the overlay for development",
                        Settings.in(Manifest.list(secret.get("literals")).stream()
                                .map(String::valueOf)
                                .collect(Collectors.joining("\n")))));
        Stream<Given> documented = Project.read(Project.ROOT.resolve("docs/operating.md"))
                .lines()
                .filter(line -> line.startsWith("| `" + service + "` |"))
                .map(line -> new Given(
                        service,
                        "docs/operating.md",
                        Pattern.compile("`([a-z][a-z.-]*\\.[a-z.-]+)`")
                                .matcher(line)
                                .results()
                                .map(found -> found.group(1))
                                .collect(Collectors.toSet())));
        return Stream.concat(development, documented);
    }
}
