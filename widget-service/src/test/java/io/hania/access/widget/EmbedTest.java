package io.hania.access.widget;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Surroundings.class)
class EmbedTest {
    private static final Pattern UI = Pattern.compile("/widget/[0-9][^/\"]*/ui\\.js");
    private static final Pattern INTEGRITY = Pattern.compile("sha384-[A-Za-z0-9+/=]{64}");

    @Test
    void givesTheEvergreenScriptWithATagAndAShortLife() {
        String tag = given().get("/widget.js")
                .then()
                .statusCode(200)
                .header("Content-Type", "text/javascript; charset=utf-8")
                .header("Cache-Control", "public, max-age=300")
                .header("X-Content-Type-Options", "nosniff")
                .extract()
                .header("ETag");
        given().header("If-None-Match", tag).get("/widget.js").then().statusCode(304);
    }

    @Test
    void givesTheChatForEverUnderTheDigestThatTheLoaderNames() throws Exception {
        String loader = given().get("/widget.js").asString();
        byte[] ui = given().get(found(UI, loader))
                .then()
                .statusCode(200)
                .header("Cache-Control", "public, max-age=31536000, immutable")
                .extract()
                .asByteArray();
        String digest = "sha384-"
                + Base64.getEncoder()
                        .encodeToString(MessageDigest.getInstance("SHA-384").digest(ui));
        assertThat(found(INTEGRITY, loader)).isEqualTo(digest);
    }

    @Test
    void reflectsNothingOfTheRequest() {
        String plain = given().get("/widget.js").asString();
        String asked = given().header("Origin", "https://evil.example")
                .header("X-Forwarded-Host", "evil.example")
                .queryParam("callback", "evil")
                .get("/widget.js")
                .asString();
        assertThat(asked).isEqualTo(plain);
    }

    @Test
    void keepsSourceMapsApart() {
        String loader = given().get("/widget.js").asString();
        assertThat(loader).doesNotContain("sourceMappingURL");
        given().get(found(UI, loader) + ".map").then().statusCode(200).body("version", equalTo(3));
    }

    @Test
    void letsOnlyTheDashboardFrameThePreview() {
        given().get("/widget/1/preview.html")
                .then()
                .statusCode(200)
                .header("Content-Security-Policy", containsString("frame-ancestors http://localhost:8082"))
                .header("Content-Security-Policy", containsString("default-src 'none'"));
    }

    @Test
    void knowsNoOtherFile() {
        given().get("/widget/1/embed.properties").then().statusCode(404);
        given().get("/widget/9.9.9/ui.js").then().statusCode(404);
        given().get("/widget/1/..%2f..%2fapplication.properties").then().statusCode(400);
    }

    private static String found(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        assertThat(matcher.find()).isTrue();
        return matcher.group();
    }
}
