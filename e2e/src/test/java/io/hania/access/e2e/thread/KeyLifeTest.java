package io.hania.access.e2e.thread;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.hania.access.e2e.Api;
import io.hania.access.e2e.Chromium;
import io.hania.access.e2e.HaniaSystem;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A key's life, from the form in a real browser to its end. */
class KeyLifeTest {
    private static final Pattern ID = Pattern.compile("/settings/api-keys/([0-9a-f-]{36})");

    private final HaniaSystem system = HaniaSystem.shared();
    private final Api api = system.api();

    @Test
    void aKeyWorksFromTheFormThatMakesItToTheFormThatRevokesIt() {
        try (Chromium chromium = new Chromium()) {
            Page page = chromium.page();
            signIn(page);
            create(page);
            String key = page.locator("#secret").inputValue();
            Matcher id = ID.matcher(page.content());
            assertThat(id.find()).isTrue();
            page.locator("[data-stored]").click();

            usesTheKey(key);

            revoke(page, id.group(1));
            assertThat(api.status(key)).isEqualTo(401);
        }
    }

    private void usesTheKey(String key) {
        HttpResponse<String> accepted = api.get(Api.BOTS + "?page=1", key);
        assertThat(accepted.statusCode()).isEqualTo(200);
        assertThat(accepted.body())
                .contains("\"received\"", "\"abilities\":[\"bots:read\"]", "\"query\":\"page=1\"")
                .doesNotContain(key);
        assertThat(api.status("")).isEqualTo(401);
        HttpResponse<String> lacking = api.post(Api.BOTS, key, "{}");
        assertThat(lacking.statusCode()).isEqualTo(403);
        assertThat(lacking.body()).contains("\"message\":\"Missing ability: bots:write\"");
        assertThat(lacking.headers().firstValue("WWW-Authenticate"))
                .contains("Bearer error=\"insufficient_scope\", scope=\"bots:write\"");
    }

    private void signIn(Page page) {
        page.navigate(system.fact("ADMIN_URL") + "/sign-in");
        page.locator("#email").fill(system.fact("ADMIN_EMAIL"));
        page.locator("#password").fill(system.fact("ADMIN_PASSWORD"));
        page.locator("form[action='/sign-in'] button").click();
        page.waitForURL(url -> !url.contains("/sign-in"));
    }

    private void create(Page page) {
        page.navigate(system.fact("ADMIN_URL") + "/settings/api-keys/new");
        page.locator("#name").fill("Made in Chromium");
        page.locator("input[name=access][value=custom]").check(new Locator.CheckOptions().setForce(true));
        Locator ability = page.locator("input[name=ability][value='bots:read']");
        if (!ability.isChecked()) {
            ability.check(new Locator.CheckOptions().setForce(true));
        }
        page.locator("form[action='/settings/api-keys'] .actions button").click();
        page.locator("#secret").waitFor();
    }

    private void revoke(Page page, String id) {
        page.navigate(system.fact("ADMIN_URL") + "/settings/api-keys/" + id + "/revoke");
        if (page.locator("#name").count() > 0) {
            page.locator("#name").fill("Made in Chromium");
        }
        page.locator("form.danger button.danger").click();
        page.locator("[role=status].banner").waitFor();
    }
}
