package io.hania.access.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What each service reads and serialises at run time is in what the native compiler is given. */
@Tag("native")
class NativeSourcesTest {
    /** Read while building, so not needed at run time: settings, message bundles, bundled scripts, what is said to the compiler. */
    private static final Pattern BUILD_TIME = Pattern.compile("application\\.properties|messages/.*|web/.*"
            + "|META-INF/(native-image/.*|beans\\.xml|microprofile-config\\.properties)");

    private static final Pattern MAPPED =
            Pattern.compile("(?:readValue|convertValue|mapTo|decodeValue|treeToValue)\\([^;]*?([A-Z]\\w+)\\.class");

    static Stream<NativeSources> services() {
        return Project.SERVICES.stream().map(NativeSources::of);
    }

    @ParameterizedTest
    @MethodSource("services")
    void everyMigrationTemplateScriptAndCatalogIsIncluded(NativeSources sources) {
        Set<String> needed = new TreeSet<>();
        for (String module : Project.modules(sources.service()).toList()) {
            Path folder = Project.ROOT.resolve(module + "/src/main/resources");
            Project.files(folder, "")
                    .forEach(file -> needed.add(folder.relativize(file).toString()));
        }
        needed.removeIf(file -> BUILD_TIME.matcher(file).matches());
        if (!sources.service().equals("key-admin-service")) {
            needed.removeIf(file -> file.startsWith("db/migration/")); // that one alone migrates
        }
        assertThat(needed).isNotEmpty().allMatch(sources::holds, "is in " + sources + "'s executable");
    }

    @ParameterizedTest
    @MethodSource("services")
    void everyTypeThatIsReadFromJsonCanBeReflected(NativeSources sources) {
        Set<String> types = new TreeSet<>();
        for (String module : Project.modules(sources.service()).toList()) {
            Project.files(Project.ROOT.resolve(module + "/src/main"), ".java")
                    .forEach(file ->
                            MAPPED.matcher(Project.read(file)).results().forEach(found -> types.add(found.group(1))));
        }
        types.removeAll(Set.of("String", "Map", "List", "JsonNode", "ObjectNode"));
        assertThat(types)
                .allMatch(
                        type -> sources.reflective().stream()
                                .anyMatch(name -> name.endsWith("." + type) || name.endsWith("$" + type)),
                        "is registered for reflection");
    }

    /** Quarkus turns the compiler's own search for services off, so a provider that isn't registered is silently missing. */
    @ParameterizedTest
    @MethodSource("services")
    void everyServiceProviderOfOursCanBeMade(NativeSources sources) {
        List<String> providers = Project.modules(sources.service())
                .map(module -> Project.ROOT.resolve(module + "/src/main/resources/META-INF/services"))
                .flatMap(folder -> Project.files(folder, "").stream())
                .flatMap(file -> Project.read(file).lines())
                .toList();
        assertThat(providers).allMatch(sources.reflective()::contains, "is registered for reflection");
    }

    @ParameterizedTest
    @MethodSource("services")
    void whatIsLeftOutIsMissed(NativeSources sources) {
        NativeSources bare = new NativeSources(sources.service(), List.of(), Set.of(), "");
        assertThatThrownBy(() -> everyMigrationTemplateScriptAndCatalogIsIncluded(bare))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> theImageHasNoFallbackAndMeetsItsLinksWhileBuilding(bare))
                .isInstanceOf(AssertionError.class);
        boolean gated = Project.modules(sources.service()).anyMatch("http-edge"::equals);
        assertThat(catchThrowable(() -> everyServiceProviderOfOursCanBeMade(bare)) != null)
                .as("the gate is missed where there is one")
                .isEqualTo(gated);
    }

    @ParameterizedTest
    @MethodSource("services")
    void theImageHasNoFallbackAndMeetsItsLinksWhileBuilding(NativeSources sources) {
        assertThat(sources.arguments()).contains("--no-fallback", "--link-at-build-time");
        assertThat(sources.reflective()).isNotEmpty();
    }
}
