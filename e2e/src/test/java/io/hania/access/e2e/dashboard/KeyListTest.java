package io.hania.access.e2e.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The list of keys: what each line says, and finding a key among many. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeyListTest {
    private static final String KEYS = "/settings/api-keys";

    private final Acme acme = Acme.shared();
    private final Desk desk = Desk.of(Acme.OWNER);

    @AfterAll
    void closeTheWindow() {
        desk.close();
    }

    @BeforeEach
    void openTheList() {
        desk.visit(KEYS);
    }

    private Locator line(String name) {
        return desk.page.getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHasText(name));
    }

    @ParameterizedTest
    @CsvSource({
        "'Billing worker, production', Active",
        "Nightly export, Expiring",
        "Website backend, Exposed",
        "Proof of concept, Idle",
        "Contractor, Disabled",
        "Launch week, Expired",
        "Old CI, Revoked",
    })
    void saysTheStateOfEachKeyInWords(String name, String state) {
        desk.visit(KEYS + "?show=all&q=" + name.replace(' ', '+'));
        assertThat(line(name).locator(".state")).hasText(state);
    }

    @Test
    void saysWhatIsWorthKnowingOfAKey() {
        desk.visit(KEYS + "?q=Billing");
        Locator line = line("Billing worker, production");
        assertThat(line).containsText("hania_sk_");
        assertThat(line).containsText("bots:read");
        assertThat(line).containsText("of 5,000 this hour");
        assertThat(line).containsText("by owner@acme.example");
        assertThat(line.getByRole(AriaRole.IMG)).hasAttribute("aria-label", Pattern.compile("[\\d,]+ calls in 7 days"));
    }

    @Test
    void findsKeysWhileOneTypesAndKeepsThemInTheAddress() {
        desk.page.getByLabel("Search").pressSequentially("night");
        assertThat(line("Nightly export")).isVisible();
        assertThat(line("Website backend")).hasCount(0);
        assertThat(desk.page).hasURL(Pattern.compile("q=night"));
        assertThat(desk.page.getByLabel("Search")).isFocused();
        desk.page.reload();
        assertThat(line("Website backend")).hasCount(0);
        desk.page.getByLabel("Search").fill("no such key");
        desk.shows("No key fits").follow("Show all current keys").heads("API keys");
        assertThat(desk.page.getByLabel("Search")).hasValue("");
    }

    @Test
    void saysThatTheListIsOnItsWayAndThatItDidNotCome() {
        AtomicReference<Route> held = new AtomicReference<>();
        desk.page.route(Pattern.compile("q=night"), held::set, new Page.RouteOptions().setTimes(1));
        desk.fill("Search", "night");
        desk.page.waitForCondition(() -> held.get() != null);
        assertThat(desk.page.locator("#results")).hasClass(Pattern.compile("htmx-request"));
        held.get().resume();
        assertThat(line("Website backend")).hasCount(0);
        assertThat(desk.page.locator("#results")).not().hasClass(Pattern.compile("htmx-request"));

        desk.page.context().setOffline(true);
        desk.fill("Search", "website");
        assertThat(desk.page.locator("#live")).hasText(Pattern.compile("^The list could not be brought up to date"));
        assertThat(desk.page.locator("#live")).isInViewport();
        desk.inspect("keys-offline");
        desk.page.context().setOffline(false);
        desk.fill("Search", "backend");
        assertThat(line("Website backend")).isVisible();
        assertThat(desk.page.locator("#live")).hasText("Keys shown: 1");
    }

    @Test
    void showsKeysOfOneStateInOneOrder() {
        desk.page.getByLabel("Show").selectOption("disabled");
        assertThat(line("Contractor")).isVisible();
        assertThat(line("Website backend")).hasCount(0);
        desk.page.getByLabel("Show").selectOption("all");
        desk.page.getByLabel("Order").selectOption("expires");
        assertThat(desk.page.locator("tbody th a").first()).hasText("Launch week");
        assertThat(desk.page).hasURL(Pattern.compile("order=expires"));
    }

    @Test
    void turnsPagesForthAndBack() {
        acme.execute("""
                with made as (
                  insert into access.account_key (id, tenant_id, hash, display, name, abilities, created_by, created_at)
                  select gen_random_uuid(), '0a000000-0000-4000-8000-000000000000', sha256(('many ' || n)::bytea),
                         'hania_sk_0000…0000', 'Many ' || to_char(n, 'FM000'), array['*'], 'test', now() - n * interval '1 day'
                    from generate_series(100, 159) n returning id, tenant_id)
                insert into access.key_activity (key_id, tenant_id) select id, tenant_id from made
                """);
        desk.visit(KEYS + "?q=Many&order=name");
        assertThat(desk.page.locator("tbody tr")).hasCount(25);
        desk.follow("Next page");
        assertThat(line("Many 125")).isVisible();
        desk.follow("Next page");
        assertThat(desk.page.locator("tbody tr")).hasCount(10);
        assertThat(desk.offers(AriaRole.LINK, "Next page")).isFalse();
        desk.page.goBack();
        assertThat(line("Many 125")).isVisible();
        desk.follow("First page");
        assertThat(line("Many 100")).isVisible();
    }

    @Test
    void showsANewKeyAtOnceAndOnTop() {
        desk.makeKey("Brand new");
        desk.press("I have stored it").follow("API keys");
        assertThat(desk.page.locator("tbody th a").first()).hasText("Brand new");
        assertThat(line("Brand new")).containsText("never");
    }

    @Test
    void warnsOfKeysSeenInBrowsersAndOfKeysThatEnd() {
        assertThat(desk.page.locator("aside.grave")).containsText("Exposed in browsers: 1");
        desk.follow("Show exposed keys");
        assertThat(line("Website backend")).isVisible();
        assertThat(line("Contractor")).hasCount(0);
        assertThat(desk.page.locator("aside.soon")).containsText("Ending within 14 days");
    }

    @Test
    void showsNamesAsTextsWhateverTheySay() {
        desk.makeKey("<img src=x onerror=document.title='broken'><b>bold</b>");
        desk.press("I have stored it").heads("<img src=x onerror");
        desk.visit(KEYS);
        assertThat(line("<b>bold</b>")).isVisible();
        desk.visit("/audit");
        assertThat(desk.page).not().hasTitle("broken");
        assertThat(desk.page.locator("main img, main td b")).hasCount(0);
    }
}
