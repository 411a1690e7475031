package io.hania.access.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.hania.access.catalog.Catalog;
import io.hania.access.gateway.reference.Reference;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The published reference. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReferenceTest {
    private final Rig rig = new Rig();

    @AfterAll
    void close() {
        rig.close();
    }

    private RawClient.Answer get(String path) {
        try (RawClient client = rig.client()) {
            client.send("GET " + path);
            return client.read();
        }
    }

    @Test
    void showsEveryOperationWithItsAbility() {
        String page = get("/docs").body();
        Catalog.builtin()
                .operations()
                .forEach(operation -> assertThat(page)
                        .contains("<code>" + operation.path() + "</code>", "<code>" + operation.ability() + "</code>"));
    }

    @Test
    void isStrictAboutWhatThePageMayLoad() {
        RawClient.Answer page = get("/docs");
        assertThat(page.header("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "style-src 'self'", "frame-ancestors 'none'");
        assertThat(page.body()).doesNotContain("<script", "style=", "http:", "onclick");
        assertThat(get("/docs/reference.css").header("Content-Type")).hasValue("text/css; charset=utf-8");
    }

    @Test
    void publishesTheDocumentItself() {
        RawClient.Answer document = get("/openapi.yaml");
        assertThat(document.status()).isEqualTo(200);
        assertThat(document.body()).startsWith("#").contains("openapi: 3.1", "x-abilities:");
    }

    @Test
    void showsWhatACatalogSaysAsText() {
        String text = Catalog.builtin().text().replace("List the bots", "<img src=x onerror=alert(1)>");
        String page = new String(Reference.page(Catalog.parse("test", text), "hania"), StandardCharsets.UTF_8);
        assertThat(page).doesNotContain("<img").contains("&lt;img");
    }

    @Test
    void takesNoOtherMethods() {
        try (RawClient client = rig.client()) {
            client.send("POST /docs", "Content-Length: 0");
            RawClient.Answer answer = client.read();
            assertThat(answer.status()).isEqualTo(405);
            assertThat(answer.header("Allow")).hasValue("GET, HEAD");
        }
    }
}
