package io.hania.access.e2e.widget;

import static org.assertj.core.api.Assertions.assertThat;

import io.hania.access.e2e.HaniaSystem;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A widget key of the sandbox's bot, made as a customer's server makes it.
 *
 * @param id its id
 * @param value the key itself
 */
public record WidgetKey(String id, String value) {
    private static final Pattern ID = Pattern.compile("\"id\":\"([0-9a-f-]{36})\"");
    private static final Pattern VALUE = Pattern.compile("(hania_[0-9a-f]{40})");

    /** For pages of one domain. */
    public static WidgetKey of(HaniaSystem system, String domain) {
        return of(system, "bot_support", domain, 1000);
    }

    static WidgetKey of(HaniaSystem system, String bot, String domain, int callsAnHour) {
        String wish = """
                {"bot_id":"%s","name":"%s","allowed_domains":["%s"],"rate_limit_per_hour":%d}
                """.formatted(bot, UUID.randomUUID(), domain, callsAnHour);
        HttpResponse<String> answer = system.api().post("/api/v1/widgets/keys", system.fact("API_KEY"), wish);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return new WidgetKey(find(ID, answer.body()), find(VALUE, answer.body()));
    }

    void revoke(HaniaSystem system) {
        HttpRequest request = system.api()
                .request("/api/v1/widgets/keys/" + id, system.fact("API_KEY"))
                .DELETE()
                .build();
        assertThat(system.api().send(request).statusCode()).isEqualTo(200);
    }

    private static String find(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return matcher.group(1);
    }
}
