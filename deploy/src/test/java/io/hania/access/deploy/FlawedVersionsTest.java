package io.hania.access.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A module that brings in a flawed version of Netty or Quarkus does not build. */
class FlawedVersionsTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"4.1.138.Final, 3.33.2, true", "4.1.139.Final, 3.33.2.1, false"})
    void doNotBuild(String netty, String quarkus, boolean refused) throws IOException {
        publish("io.netty", "netty-codec-http", netty);
        publish("io.quarkus", "quarkus-vertx-http", quarkus);
        Path module = Files.writeString(folder.resolve("pom.xml"), """
                <project xmlns="http://maven.apache.org/POM/4.0.0">
                  <modelVersion>4.0.0</modelVersion>
                  <parent>
                    <groupId>io.hania.access</groupId>
                    <artifactId>hania-access</artifactId>
                    <version>1.0.0-SNAPSHOT</version>
                    <relativePath>%s</relativePath>
                  </parent>
                  <artifactId>flawed</artifactId>
                  <packaging>pom</packaging>
                  <dependencies>
                    <dependency>
                      <groupId>io.netty</groupId>
                      <artifactId>netty-codec-http</artifactId>
                      <version>%s</version>
                    </dependency>
                    <dependency>
                      <groupId>io.quarkus</groupId>
                      <artifactId>quarkus-vertx-http</artifactId>
                      <version>%s</version>
                    </dependency>
                  </dependencies>
                </project>
                """.formatted(
                        folder.toRealPath().relativize(Project.ROOT.resolve("pom.xml")), netty, quarkus));
        String said = validate(module);
        if (refused) {
            assertThat(said)
                    .contains("BUILD FAILURE")
                    .contains("netty-codec-http:jar:" + netty + " <--- banned")
                    .contains("quarkus-vertx-http:jar:" + quarkus + " <--- banned");
        } else {
            assertThat(said).contains("BUILD SUCCESS");
        }
    }

    /** A made-up artifact that needs nothing, so that the rule is asked about this version and no network is needed. */
    private void publish(String group, String artifact, String version) throws IOException {
        Path place =
                folder.resolve("repository").resolve(group.replace('.', '/')).resolve(artifact + "/" + version);
        Files.createDirectories(place);
        Files.writeString(place.resolve(artifact + "-" + version + ".pom"), """
                <project xmlns="http://maven.apache.org/POM/4.0.0">
                  <modelVersion>4.0.0</modelVersion>
                  <groupId>%s</groupId>
                  <artifactId>%s</artifactId>
                  <version>%s</version>
                </project>
                """.formatted(group, artifact, version));
        Files.createFile(place.resolve(artifact + "-" + version + ".jar"));
    }

    private String validate(Path module) throws IOException {
        Process maven = new ProcessBuilder(
                        Project.ROOT.resolve("mvnw").toString(),
                        "-B",
                        "-o",
                        "-f",
                        module.toString(),
                        "-Dmaven.repo.local=" + folder.resolve("repository"),
                        "-Dmaven.repo.local.tail=" + System.getProperty("localRepository"),
                        "validate")
                .redirectErrorStream(true)
                .start();
        return new String(maven.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
