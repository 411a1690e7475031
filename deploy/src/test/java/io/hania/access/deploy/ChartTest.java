package io.hania.access.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChartTest {
    @Test
    void carriesTheSameScriptAsTheOverlays() {
        assertThat(Project.read(Project.CHART.resolve("files/roles.sh")))
                .isEqualTo(Project.read(Project.KUBERNETES.resolve("base/config/roles.sh")));
    }

    @Test
    @Tag("rendering")
    void passesHelmsOwnInspection() {
        Tool.HELM.run("lint", "--strict", "helm/hania-access").orFail();
        Tool.HELM
                .run("lint", "--strict", "helm/hania-access", "--values", "helm/everything.yaml")
                .orFail();
    }

    @ParameterizedTest
    @Tag("rendering")
    @ValueSource(
            strings = {
                "stray=1",
                "gateway.stray=1",
                "gateway.replicas=none",
                "auth.secret=",
                "auth.autoscaling.cpu=250",
                "image.pullPolicy=Sometimes",
                "ingress.api.host=UPPER CASE",
                "auth.config.quarkus\\.datasource\\.password=in-the-open"
            })
    void refusesAValueThatTheSchemaDoesNotKnow(String value) {
        Tool.Result result = Renders.template("--set", value);
        assertThat(result.code()).as(result.output()).isNotZero();
        assertThat(result.output()).contains("values don't meet the specifications of the schema");
    }
}
