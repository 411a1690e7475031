package io.hania.access.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DockerTest {
    private static final Path DOCKER = Project.DEPLOY.resolve("docker");
    private static final Set<String> INSTRUCTIONS =
            Set.of("ARG", "FROM", "WORKDIR", "COPY", "RUN", "USER", "LABEL", "ENV", "ENTRYPOINT");

    @Nested
    class Recipes {
        @ParameterizedTest
        @ValueSource(strings = {"jvm.Dockerfile", "native.Dockerfile"})
        void theImageRunsAsNobodyInParticularWithoutAShell(String name) {
            Dockerfile file = Dockerfile.read(DOCKER.resolve(name));
            assertThat(file.instructions()).allMatch(instruction -> INSTRUCTIONS.contains(instruction.name()));
            List<Dockerfile.Instruction> image = file.last();
            assertThat(image)
                    .anyMatch(instruction -> instruction.name().equals("USER")
                            && instruction.arguments().equals("10001:10001"));
            assertThat(image.getLast().name()).isEqualTo("ENTRYPOINT");
            assertThat(image.getLast().arguments()).startsWith("[\"");
            assertThat(image).noneMatch(instruction -> instruction.name().equals("RUN"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"jvm.Dockerfile", "native.Dockerfile"})
        void everyStageStartsFromAPinnedImageOrAnEarlierStage(String name) {
            Dockerfile file = Dockerfile.read(DOCKER.resolve(name));
            assertThat(file.all("FROM")).allSatisfy(from -> {
                String argument = from.arguments().replaceFirst("\\$\\{(\\w+)}.*", "$1");
                assertThat(file.defaults().get(argument)).matches("[a-z.]+/[a-z/0-9-]+:[a-z0-9.-]*\\d[a-z0-9.-]*");
            });
        }

        @ParameterizedTest
        @ValueSource(strings = {"jvm.Dockerfile", "native.Dockerfile"})
        void everyCopiedFileExists(String name) {
            Dockerfile file = Dockerfile.read(DOCKER.resolve(name));
            assertThat(file.all("COPY")
                            .map(Dockerfile.Instruction::arguments)
                            .filter(arguments -> !arguments.contains("--from=")))
                    .allSatisfy(arguments -> {
                        List<String> words = Stream.of(arguments.split(" "))
                                .filter(word -> !word.startsWith("--"))
                                .toList();
                        assertThat(words.subList(0, words.size() - 1))
                                .allSatisfy(source ->
                                        assertThat(Project.ROOT.resolve(source)).exists());
                    });
        }

        @Test
        void everyServiceIsBuiltAndTrained() {
            String recipe = Project.read(DOCKER.resolve("jvm.Dockerfile"));
            String training = Project.read(DOCKER.resolve("train"));
            assertThat(Project.SERVICES).allSatisfy(service -> {
                assertThat(recipe).contains(service);
                assertThat(training).contains("run " + service + " ");
            });
        }

        @Test
        void theProcessorOfNativeImagesCanBeChosen() {
            assertThat(Dockerfile.read(DOCKER.resolve("native.Dockerfile")).defaults())
                    .containsEntry("MARCH", "x86-64-v2");
        }
    }

    @Nested
    class Compose {
        private static final Map<String, Object> FILE = Manifests.parse(
                        "compose", Project.read(DOCKER.resolve("compose.yaml")))
                .all()
                .getFirst()
                .tree();

        static Stream<Map.Entry<String, Object>> services() {
            return map(FILE.get("services")).entrySet().stream();
        }

        @Test
        void hasEveryServiceAndBothStores() {
            assertThat(map(FILE.get("services")).keySet())
                    .containsAll(Project.SERVICES)
                    .contains("postgres", "redis", "migrate", "roles", "prometheus", "grafana", "otel-collector");
        }

        @ParameterizedTest
        @MethodSource("services")
        void everyNameThatAServiceUsesIsDefined(Map.Entry<String, Object> service) {
            Map<String, Object> body = map(service.getValue());
            assertThat(map(FILE.get("networks")).keySet()).containsAll(names(body.get("networks")));
            assertThat(map(FILE.get("secrets")).keySet()).containsAll(sources(body.get("secrets")));
            assertThat(map(FILE.get("configs")).keySet()).containsAll(sources(body.get("configs")));
            assertThat(map(FILE.get("services")).keySet()).containsAll(names(body.get("depends_on")));
            for (Object volume : Manifest.list(body.get("volumes"))) {
                String source = String.valueOf(volume).split(":")[0];
                if (source.startsWith(".")) {
                    assertThat(DOCKER.resolve(source).normalize()).exists();
                } else {
                    assertThat(map(FILE.get("volumes")).keySet()).contains(source);
                }
            }
        }

        @ParameterizedTest
        @MethodSource("services")
        void everyImageIsPinnedOrBuiltHere(Map.Entry<String, Object> service) {
            Map<String, Object> body = map(service.getValue());
            String image = String.valueOf(body.get("image"));
            if (body.get("build") instanceof Map<?, ?> build) {
                assertThat(DOCKER.resolve(String.valueOf(build.get("context"))).normalize())
                        .isEqualTo(Project.ROOT);
                assertThat(Project.ROOT.resolve(String.valueOf(build.get("dockerfile"))))
                        .exists();
                assertThat(image).isEqualTo("hania-access/" + Manifest.at(build, "args", "SERVICE"));
            } else {
                assertThat(image).matches("docker\\.io/.+:[^:]*\\d.*");
            }
        }

        @Test
        void ourServicesAreReadOnlyAndWithoutCapabilities() {
            assertThat(Project.SERVICES).allSatisfy(service -> {
                Map<String, Object> body = map(map(FILE.get("services")).get(service));
                assertThat(body).containsEntry("read_only", true).containsEntry("cap_drop", List.of("ALL"));
                assertThat(body).containsEntry("security_opt", List.of("no-new-privileges:true"));
            });
        }

        @Test
        void onlyTheDoorsAndTheDashboardsArePublishedAndOnLoopback() {
            List<String> published = services()
                    .flatMap(service -> Manifest.list(map(service.getValue()).get("ports")).stream())
                    .map(String::valueOf)
                    .toList();
            assertThat(published).allMatch(port -> port.startsWith("127.0.0.1:"));
            assertThat(published.stream().map(port -> port.replaceFirst(".*:", "")))
                    .containsExactlyInAnyOrder("8080", "8082", "3000");
        }

        @Test
        void everySecretIsMadeByTheScript() {
            String script = Project.read(DOCKER.resolve("make-secrets"));
            assertThat(map(FILE.get("secrets")).values())
                    .allSatisfy(secret -> assertThat(script)
                            .contains("make "
                                    + String.valueOf(Manifest.at(secret, "file"))
                                            .replace(".secrets/", "") + " "));
        }

        private static Set<String> names(Object node) {
            return node instanceof Map<?, ?> map
                    ? map.keySet().stream().map(String::valueOf).collect(Collectors.toSet())
                    : Manifest.list(node).stream().map(String::valueOf).collect(Collectors.toSet());
        }

        private static Set<String> sources(Object node) {
            List<String> sources = new ArrayList<>();
            for (Object entry : Manifest.list(node)) {
                sources.add(String.valueOf(entry instanceof Map<?, ?> map ? map.get("source") : entry));
            }
            return new TreeSet<>(sources);
        }

        private static Map<String, Object> map(Object node) {
            return Objects.requireNonNull(Manifest.map(node));
        }
    }
}
