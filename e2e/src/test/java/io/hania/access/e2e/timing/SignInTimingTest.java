package io.hania.access.e2e.timing;

import static org.assertj.core.api.Assertions.assertThat;

import io.hania.access.e2e.Api;
import io.hania.access.e2e.Database;
import io.hania.access.e2e.HaniaSystem;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Signing in fails in the same time for those who have an account and those who don't. */
class SignInTimingTest {
    private static final int PAIRS = 60;
    private static final Pattern TOKEN = Pattern.compile("name=\"form-token\"[^>]*value=\"([^\"]+)\"");

    private final HaniaSystem system = HaniaSystem.shared();

    @Test
    void unknownAddressAndWrongPassword() {
        URI form = URI.create(system.fact("ADMIN_URL") + "/sign-in");
        HttpResponse<String> page = Api.send(HttpRequest.newBuilder(form).build(), BodyHandlers.ofString());
        String cookie = page.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
        Matcher token = TOKEN.matcher(page.body());
        assertThat(token.find()).isTrue();
        HttpRequest.Builder request = HttpRequest.newBuilder(form)
                .header("Cookie", cookie)
                .header("Origin", system.fact("ADMIN_URL"))
                .header("Content-Type", "application/x-www-form-urlencoded");
        String fields = "form-token=" + URLEncoder.encode(token.group(1), StandardCharsets.UTF_8)
                + "&password=not-the-password&email=";
        HttpRequest known =
                request.copy().POST(form(fields + system.fact("ADMIN_EMAIL"))).build();
        HttpRequest unknown =
                request.copy().POST(form(fields + "nobody@localhost")).build();
        try (Database database = new Database(system)) {
            PairedTimes.expectNoDifference(PAIRS, () -> refused(database, known), () -> refused(database, unknown));
        }
    }

    private static HttpRequest.BodyPublisher form(String fields) {
        return HttpRequest.BodyPublishers.ofString(fields);
    }

    /** The slowing of guesses is undone each time, or it would be all that is measured. */
    private static void refused(Database database, HttpRequest request) {
        database.execute("delete from access.sign_in_failure");
        assertThat(Api.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(401);
    }
}
