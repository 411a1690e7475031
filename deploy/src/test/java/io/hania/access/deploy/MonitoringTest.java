package io.hania.access.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MonitoringTest {
    /** An alert as Prometheus reads it. */
    record Alert(String name, String expression, Map<String, String> labels, Map<String, String> annotations) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** A query of a dashboard, named by board and panel. */
    record Query(String where, String expression) {
        @Override
        public String toString() {
            return where;
        }
    }

    static Stream<Alert> alerts() {
        Manifest file = Manifests.parse("alerts", Project.read(Project.MONITORING.resolve("alerts.yaml")))
                .all()
                .getFirst();
        return Manifest.maps(file.at("groups")).stream()
                .flatMap(group -> Manifest.maps(group.get("rules")).stream())
                .map(rule -> new Alert(
                        String.valueOf(rule.get("alert")),
                        String.valueOf(rule.get("expr")),
                        Manifest.labels(rule.get("labels")),
                        Manifest.labels(rule.get("annotations"))));
    }

    static Stream<Path> dashboards() {
        return Project.files(Project.MONITORING.resolve("dashboards"), ".json").stream();
    }

    static Stream<Query> queries() {
        List<Query> queries = new ArrayList<>();
        dashboards().forEach(file -> {
            JsonNode board = json(file);
            for (JsonNode panel : board.path("panels")) {
                for (JsonNode target : panel.path("targets")) {
                    String where = board.path("title").asText() + ": "
                            + panel.path("title").asText();
                    queries.add(new Query(where, target.path("expr").asText()));
                }
            }
        });
        return queries.stream();
    }

    @Nested
    class Alerts {
        static Stream<Alert> alerts() {
            return MonitoringTest.alerts();
        }

        @ParameterizedTest
        @MethodSource("alerts")
        void everyAlertHasASeverityAndASectionInTheRunbook(Alert alert) {
            assertThat(alert.labels().get("severity")).isIn("critical", "warning");
            assertThat(alert.annotations()).containsKeys("summary", "description");
            assertThat(alert.annotations().get("runbook_url"))
                    .isEqualTo("docs/operating.md#" + alert.name().toLowerCase(java.util.Locale.ROOT));
            assertThat(Project.read(Project.ROOT.resolve("docs/operating.md")).lines())
                    .contains("### " + alert.name());
        }

        @ParameterizedTest
        @MethodSource("alerts")
        void everyAlertIsTestedFiringAndSilent(Alert alert) {
            String tests = Project.read(Project.MONITORING.resolve("alerts_test.yaml"));
            assertThat(tests.split("alertname: " + alert.name() + "\n", -1)).hasSizeGreaterThanOrEqualTo(3);
        }
    }

    @Nested
    class Dashboards {
        static Stream<Path> dashboards() {
            return MonitoringTest.dashboards();
        }

        @ParameterizedTest
        @MethodSource("dashboards")
        void everyPanelHasItsOwnPlaceAndOurDataSource(Path file) {
            Map<String, String> places = new LinkedHashMap<>();
            for (JsonNode panel : json(file).path("panels")) {
                String place = panel.path("gridPos").path("x") + ","
                        + panel.path("gridPos").path("y");
                assertThat(places.put(place, panel.path("title").asText())).isNull();
                assertThat(panel.path("datasource").path("uid").asText()).isEqualTo("prometheus");
            }
            assertThat(places).isNotEmpty();
        }
    }

    @Test
    void noQueryGroupsByAKeyOrATenant() {
        assertThat(Stream.concat(queries().map(Query::expression), alerts().map(Alert::expression)))
                .noneMatch(expression -> expression.matches("(?i).*(tenant|key_id|keyid|workspace).*"));
    }

    @Nested
    @Tag("promtool")
    class Promtool {
        @Test
        void acceptsTheRulesAndTheirTests() {
            Tool.PROMTOOL.run("check", "rules", "monitoring/alerts.yaml").orFail();
            Tool.PROMTOOL.run("test", "rules", "monitoring/alerts_test.yaml").orFail();
            Tool.PROMTOOL
                    .run("check", "config", "--syntax-only", "monitoring/prometheus.yaml")
                    .orFail();
        }

        @Test
        void understandsEveryQueryOfTheDashboards(@TempDir Path folder) throws IOException {
            StringBuilder rules = new StringBuilder("groups: [{name: dashboards, rules: [");
            queries()
                    .forEach(query -> rules.append("{record: 'a', expr: '")
                            .append(query.expression())
                            .append("', labels: {panel: '")
                            .append(query.where())
                            .append("'}},"));
            Path file = Files.writeString(folder.resolve("rules.yaml"), rules.append("]}]\n"));
            Tool.PROMTOOL.run("check", "rules", "--lint=none", file.toString()).orFail();
        }

        @Test
        void refusesABrokenQuery(@TempDir Path folder) throws IOException {
            Path file = Files.writeString(
                    folder.resolve("rules.yaml"), "groups: [{name: a, rules: [{record: a, expr: 'sum(rate(b[5m])'}]}]");
            assertThat(Tool.PROMTOOL.run("check", "rules", file.toString()).code())
                    .isNotZero();
        }
    }

    private static JsonNode json(Path file) {
        try {
            return new ObjectMapper().readTree(file.toFile());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
