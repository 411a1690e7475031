package io.hania.access.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageTest {
    @TempDir
    private Path project;

    @Test
    void renewsOnlyWhatStandsBetweenTheMarks() throws Exception {
        Path page = Files.createDirectories(project.resolve("docs")).resolve("performance.md");
        Files.writeString(page, "before\n<!-- generated: link -->\nold\n<!-- end -->\nafter\n");
        JsonObject round = new JsonObject()
                .put("hop", "decision link")
                .put("in_flight", 64)
                .put("per_second", 1000.0)
                .put("cpu_micros", 2.5);
        Files.writeString(
                project.resolve("link.json"),
                new JsonObject().put("rounds", new JsonArray().add(round)).encode());

        Page.write(project, project);

        assertThat(Files.readString(page))
                .startsWith("before\n")
                .endsWith("<!-- end -->\nafter\n")
                .doesNotContain("old")
                .contains("| 64 | decision link | 1,000 | 2.50 µs |");
    }

    @Test
    void theMedianIsTheMiddleOfTheRounds() {
        JsonArray rounds = new JsonArray();
        for (double value : new double[] {9, 1, 2}) {
            rounds.add(new JsonObject().put("x", value));
        }

        assertThat(Medians.of(rounds, "x")).isEqualTo(2);
        assertThat(Medians.of(rounds, "absent")).isNaN();
    }

    @Test
    void plotsAreWellFormedAndSmall() throws Exception {
        Path file = project.resolve("plot.svg");
        Plot.bars(file, "Calls", Map.of("ours", 2.0, "theirs", 1.0), "ours");

        byte[] svg = Files.readAllBytes(file);
        var document = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(svg));
        assertThat(document.getElementsByTagName("rect").getLength()).isEqualTo(3);
        assertThat(new String(svg, StandardCharsets.UTF_8)).hasSizeLessThan(2_000);
    }
}
