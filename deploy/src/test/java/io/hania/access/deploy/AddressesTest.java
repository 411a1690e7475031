package io.hania.access.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Dashboard and widgets know one another's addresses, or the preview of a widget stays blank. */
class AddressesTest {
    @ParameterizedTest
    @CsvSource({
        "docker/compose.yaml, docker/compose.yaml, http://localhost:8080, http://localhost:8082",
        "helm/everything.yaml, helm/everything.yaml, https://api.example.com, https://keys.example.com",
        "kubernetes/overlays/prod/key-admin-service.properties, kubernetes/overlays/prod/widget-service.properties,"
                + " https://api.example.com, https://keys.example.com",
    })
    void thePreviewMayBeFramedByTheDashboard(String admin, String widget, String api, String dashboard) {
        assertThat(setting(admin, "admin.api-url")).isEqualTo(api);
        assertThat(setting(widget, "widget.public-url")).isEqualTo(api);
        assertThat(setting(widget, "widget.preview-frames")).isEqualTo(dashboard);
    }

    private static String setting(String file, String name) {
        Path path = Project.DEPLOY.resolve(file);
        Matcher line = Pattern.compile("(?m)^\\s*" + Pattern.quote(name) + "(?:=|: )(\\S+)$")
                .matcher(Project.read(path));
        assertThat(line.find()).as("%s stands in %s", name, path).isTrue();
        return line.group(1);
    }
}
