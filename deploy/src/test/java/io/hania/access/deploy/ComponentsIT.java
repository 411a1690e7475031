package io.hania.access.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The list of components that the build makes for each service (CycloneDX) is whole, and each component's licence is known. */
class ComponentsIT {
    /** Quarkus adds these by itself where both sides of them are there, so Maven knows nothing of them. */
    private static final Set<String> ADDED_BY_QUARKUS = Set.of(
            "io.quarkus.quarkus-flyway-postgresql", "io.quarkiverse.web-bundler.quarkus-web-bundler-qute-components");

    static Stream<String> services() {
        return Project.SERVICES.stream();
    }

    @ParameterizedTest
    @MethodSource("services")
    void everyJarThatAServiceShipsIsListedWithALicence(String service) throws IOException {
        Path list = Project.ROOT.resolve(service + "/target/components.json");
        assertThat(list).as("made by ./verify " + service).exists();
        JsonNode bom = new ObjectMapper().readTree(list.toFile());
        assertThat(bom.path("bomFormat").asText()).isEqualTo("CycloneDX");
        Set<String> listed = new TreeSet<>();
        for (JsonNode component : bom.path("components")) {
            String name = component.path("group").asText() + "."
                    + component.path("name").asText();
            assertThat(component.path("licenses").size())
                    .as("licences of " + name)
                    .isPositive();
            assertThat(component.path("purl").asText()).startsWith("pkg:maven/");
            listed.add(name + "-" + component.path("version").asText());
        }
        assertThat(shipped(service))
                .isNotEmpty()
                .allMatch(jar -> listed.stream().anyMatch(jar::startsWith), "is listed");
    }

    /** Quarkus names them by group, artifact, version and classifier. */
    private static Set<String> shipped(String service) throws IOException {
        try (Stream<Path> jars = Files.walk(Project.ROOT.resolve(service + "/target/quarkus-app/lib"))) {
            return new TreeSet<>(jars.map(jar -> jar.getFileName().toString())
                    .filter(name -> name.endsWith(".jar"))
                    .filter(name -> ADDED_BY_QUARKUS.stream().noneMatch(name::startsWith))
                    .toList());
        }
    }
}
