package io.hania.access.e2e.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import io.hania.access.e2e.Await;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** One key's page, and the changes made from it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OneKeyTest {
    private static final String KEYS = "/settings/api-keys/";

    private final Acme acme = Acme.shared();
    private final Desk desk = Desk.of(Acme.OWNER);

    @AfterAll
    void closeTheWindow() {
        desk.close();
    }

    @Test
    void showsUseAsAPictureAndAsATable() {
        desk.visit(KEYS + Acme.BUSY);
        assertThat(desk.page.locator("svg.chart rect.allowed").first()).isAttached();
        for (String span : new String[] {"48 hours", "12 months", "30 days"}) {
            desk.follow(span);
            assertThat(desk.page.locator(".tabs [aria-current=true]")).hasText(span);
            desk.page.getByText("As a table").click();
            assertThat(desk.page.locator("table.numbers tbody tr").last()).isVisible();
        }
        assertThat(desk.page.locator("table.numbers tbody tr")).hasCount(30);
        desk.shows("refused");
    }

    @Test
    void setsAbilitiesGrantedBesideThoseUsedAndNarrowsThem() {
        String id = seedCopy("Too wide", "array['bots:*', 'chat:send']");
        acme.execute("insert into usage.ability_use values ('" + id + "', 'bots:read', current_date, 40)");
        desk.visit(KEYS + id);
        assertThat(desk.page.locator(".granted .used")).containsText("bots:read");
        assertThat(desk.page.locator(".granted .unused")).containsText(new String[] {"bots:write", "chat:send"});
        desk.press("Narrow to what it uses").shows("The key is narrowed to what it uses.");
        assertThat(desk.page.locator(".granted li")).hasCount(1);
        assertThat(desk.offers(AriaRole.BUTTON, "Narrow to what it uses")).isFalse();
    }

    @Test
    void advisesOnAKeyThatABrowserSentAndOnWhyCallsWereRefused() {
        String key = desk.makeKey("Leaks");
        String id = desk.keyId();
        desk.press("I have stored it");
        assertThat(new Caller(key).readsFromPage("https://page.example")).isEqualTo(403);
        assertThat(new Caller(key).writes().statusCode()).isEqualTo(403);
        Await.until("the calls are counted", Duration.ofSeconds(20), () -> {
            desk.visit(KEYS + id);
            return desk.page.content().contains("page.example")
                    && desk.page.content().contains("bots:write");
        });
        desk.shows("Whoever opened the page can read it").shows("The key lacks the ability");
        assertThat(desk.page.locator("h1 .state")).hasText("Exposed");
        acme.execute("delete from usage.sighting where key_id = '" + id + "'");
        acme.execute("delete from access.notice where key_id = '" + id + "'");
    }

    @Test
    void editsNameAbilitiesExpiryAndLimit() {
        String id = seedCopy("Before", "array['bots:read']");
        desk.visit(KEYS + id);
        desk.press("Edit").heads("Edit key");
        desk.fill("Name", "After").choose("Pick abilities one by one").choose("chat:send");
        desk.choose("1 year").fill("Calls an hour", "77").press("Save");
        desk.heads("After").shows("Saved.").shows("77 an hour").shows("chat:send");
        assertThat(desk.page.locator(".history")).containsText("key.changed");
    }

    @Test
    void disablesAndEnablesFromTheNextCallOn() {
        String key = desk.makeKey("Switched");
        desk.press("I have stored it");
        assertThat(new Caller(key).reads()).isEqualTo(200);
        desk.press("Disable").shows("The key is disabled.");
        assertThat(new Caller(key).reads()).isEqualTo(401);
        desk.press("Enable").shows("The key is enabled.");
        assertThat(new Caller(key).reads()).isEqualTo(200);
    }

    @Test
    void linksBothKeysOfARotationWithTheTrafficOfEach() {
        desk.visit(KEYS + Acme.RETIRING);
        Locator link = desk.page.locator(".card.link");
        assertThat(link).containsText("It is being replaced by");
        desk.visit(KEYS + Acme.SUCCESSOR);
        assertThat(link).containsText(Pattern.compile("last used \\d+ min ago"));
        assertThat(link).containsText(Pattern.compile("The old key ends in (19|20) h"));
        assertThat(link.getByRole(AriaRole.LINK).last()).hasText("End the old key now");
    }

    /** A key that works like the seed's, for tests that change it. */
    private String seedCopy(String name, String abilities) {
        return acme.value("""
                with made as (
                  insert into access.account_key (id, tenant_id, hash, display, name, abilities, created_by)
                  values (gen_random_uuid(), '0a000000-0000-4000-8000-000000000000', sha256('%s'), 'hania_sk_1111…1111',
                          '%s', %s, 'owner@acme.example') returning id, tenant_id)
                insert into access.key_activity (key_id, tenant_id) select id, tenant_id from made returning key_id
                """.formatted(name, name, abilities));
    }
}
