package io.hania.access.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hania.access.error.ApiError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the alert rules, the dashboards and the adapter for autoscalers ask of Prometheus. */
public final class Queries {
    private static final Pattern METRIC =
            Pattern.compile("`((?:gateway|auth|admin|widget)(?:_[a-z]+)+(?:\\{[^}]*})?)`");

    private Queries() {}

    /** An alert as Prometheus reads it. */
    record Alert(String name, String expression, Map<String, String> labels, Map<String, String> annotations) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** A query, named by its alert, or by board and panel. */
    public record Query(String where, String expression) {
        @Override
        public String toString() {
            return where;
        }
    }

    /** Of alerts, dashboards and autoscalers; and the metrics that the page on failures names. */
    public static Stream<Query> all() {
        return Stream.of(
                        ofDashboards(),
                        alerts().map(alert -> new Query("Alert: " + alert.name(), alert.expression())),
                        ofAutoscalers(),
                        ofFailures())
                .flatMap(queries -> queries);
    }

    private static Stream<Query> ofFailures() {
        return METRIC.matcher(Project.read(Project.ROOT.resolve("docs/failure-modes.md")))
                .results()
                .filter(found -> !found.group().equals("`" + ApiError.AUTH_UNAVAILABLE.code() + "`"))
                .map(found -> found.group(1).replaceFirst("_seconds(?=\\{|$)", "_seconds_count"))
                .map(metric -> new Query("docs/failure-modes.md: " + metric, metric));
    }

    private static Stream<Query> ofAutoscalers() {
        Manifest file = Manifests.parse("adapter", Project.read(Project.MONITORING.resolve("prometheus-adapter.yaml")))
                .all()
                .getFirst();
        return Manifest.maps(file.at("rules", "custom")).stream()
                .map(rule -> new Query(
                        "Autoscaler: " + Manifest.at(rule, "name", "as"),
                        String.valueOf(rule.get("metricsQuery")).replace("<<.LabelMatchers>>", "")));
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

    static Stream<Query> ofDashboards() {
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

    static JsonNode json(Path file) {
        try {
            return new ObjectMapper().readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
