package io.hania.access.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MonitoringTest {
    @Nested
    class Alerts {
        static Stream<Queries.Alert> alerts() {
            return Queries.alerts();
        }

        @ParameterizedTest
        @MethodSource("alerts")
        void everyAlertHasASeverityAndASectionInTheRunbook(Queries.Alert alert) {
            assertThat(alert.labels().get("severity")).isIn("critical", "warning");
            assertThat(alert.annotations()).containsKeys("summary", "description");
            assertThat(alert.annotations().get("runbook_url"))
                    .isEqualTo("docs/operating.md#" + alert.name().toLowerCase(java.util.Locale.ROOT));
            assertThat(Project.read(Project.ROOT.resolve("docs/operating.md")).lines())
                    .contains("### " + alert.name());
        }

        @ParameterizedTest
        @MethodSource("alerts")
        void everyAlertIsTestedFiringAndSilent(Queries.Alert alert) {
            String tests = Project.read(Project.MONITORING.resolve("alerts_test.yaml"));
            assertThat(tests.split("alertname: " + alert.name() + "\n", -1)).hasSizeGreaterThanOrEqualTo(3);
        }
    }

    @Nested
    class Dashboards {
        static Stream<Path> dashboards() {
            return Queries.dashboards();
        }

        @ParameterizedTest
        @MethodSource("dashboards")
        void everyPanelHasItsOwnPlaceAndOurDataSource(Path file) {
            Map<String, String> places = new LinkedHashMap<>();
            for (JsonNode panel : Queries.json(file).path("panels")) {
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
        assertThat(Queries.all().map(Queries.Query::expression))
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

        @ParameterizedTest
        @ValueSource(strings = {"vector(0) > 1", "vector(1)"})
        void findsEachAlertThatNeverOrAlwaysFires(String expression, @TempDir Path folder) throws IOException {
            String rules = Project.read(Project.MONITORING.resolve("alerts.yaml"));
            String broken = rules.replaceAll("(\n +expr: ).*", "$1'" + expression + "'");
            Files.writeString(folder.resolve("alerts.yaml"), broken);
            Path tests = Files.copy(Project.MONITORING.resolve("alerts_test.yaml"), folder.resolve("tests.yaml"));

            Tool.Result result = Tool.PROMTOOL.run("test", "rules", tests.toString());

            assertThat(result.code()).isNotZero();
            assertThat(Queries.alerts())
                    .isNotEmpty()
                    .allSatisfy(
                            alert -> assertThat(result.output()).contains("alertname: " + alert.name() + ", time:"));
        }

        @Test
        void understandsEveryQueryOfTheDashboards(@TempDir Path folder) throws IOException {
            StringBuilder rules = new StringBuilder("groups: [{name: dashboards, rules: [");
            Queries.ofDashboards()
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
}
