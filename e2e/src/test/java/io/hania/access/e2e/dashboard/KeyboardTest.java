package io.hania.access.e2e.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** All that is done with keys, with the keyboard alone; what changes without a new page is told to screen readers. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeyboardTest {
    private static final String KEYS = "/settings/api-keys";
    private static final String STORED = "I have stored it";

    private final Acme acme = Acme.shared();
    private final Desk desk = Desk.open();
    private final Keyboard keyboard = new Keyboard(desk.page);
    private final Locator live = desk.page.locator("#live");

    @BeforeAll
    void signIn() {
        desk.visit("/sign-in");
        assertThat(desk.field("E-mail address")).isFocused();
        keyboard.type(Acme.OWNER).to("Password").type(acme.password()).press("Enter");
        desk.heads("API keys");
    }

    @AfterAll
    void closeTheWindow() {
        desk.close();
    }

    @Test
    void makesAKeyAndStoresItsSecret() {
        desk.page.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
        desk.visit(KEYS);
        keyboard.skip().to("Create key").press("Space");
        desk.heads("Create an API key");
        keyboard.skip().to("Name").type("By keyboard").to("Read only").press("ArrowDown");
        assertThat(desk.page.locator("[name=access][value=custom]")).isChecked();
        keyboard.to("Find an ability").type("chat").to("chat:send").press("Space");
        keyboard.to("90 days")
                .press("ArrowLeft")
                .to("Calls an hour")
                .type("many")
                .to("Create key");
        assertThat(desk.page.locator(".summary")).hasAttribute("aria-live", "polite");
        assertThat(desk.page.locator(".summary")).containsText("It may use chat:send. It ends on");
        keyboard.press("Enter");
        desk.shows("The key was not made yet");
        assertThat(desk.field("Calls an hour")).isFocused();
        keyboard.press("Control+a").type("250").press("Enter");
        desk.heads("Your new key: By keyboard");
        String secret = desk.secret();
        keyboard.skip().to("Secret key").to("Copy").press("Enter");
        assertThat(live).hasText("Copied to the clipboard");
        assertThat(desk.page.evaluate("navigator.clipboard.readText()")).isEqualTo(secret);
        keyboard.to("Node").press("Enter");
        assertThat(desk.page.locator("details[name=snippets][open] summary")).hasText("Node");
        keyboard.to(STORED).press("Enter");
        desk.heads("By keyboard").shows("chat:send").shows("250 an hour");
    }

    @Test
    void rotatesAKeyAndRevokesTheOldOne() {
        desk.makeKey("Turned by keyboard");
        String old = desk.keyId();
        keyboard.skip().to(STORED).press("Space");
        desk.heads("Turned by keyboard");
        keyboard.skip().to("Rotate").press("Enter");
        desk.heads("Rotate Turned by keyboard");
        keyboard.skip().to("24 hours").press("ArrowRight").to("End it earlier").press("Space");
        keyboard.to("Make the new secret").press("Enter");
        desk.heads("Your new key");
        keyboard.skip().to(STORED).press("Enter");
        desk.shows("It takes over from");
        assertThat(acme.value("select not quiet_ends and grace_ends > now() + interval '6 days' from access.account_key"
                        + " where id = '" + old + "'"))
                .isEqualTo("t");
        acme.use(old);
        keyboard.skip().to("End the old key now").press("Enter");
        desk.heads("Revoke Turned by keyboard?");
        keyboard.skip().to("Type the key's name").type("Turned").press("Enter");
        assertThat(desk.page.locator("#name")).isFocused();
        assertThat(desk.page.locator("#name")).hasAttribute("aria-describedby", "name-fault");
        keyboard.press("Control+a")
                .type("Turned by keyboard")
                .to("Revoke this key")
                .press("Enter");
        desk.heads("Revoked");
        assertThat(desk.page.locator("main [role=status]")).containsText("Every gateway knew after");
    }

    @Test
    void findsAKeyAndIsToldHowManyThereAre() {
        desk.visit(KEYS);
        keyboard.skip().to("Search").type("night");
        assertThat(live).hasText("Keys shown: 1");
        assertThat(desk.page.getByLabel("Search")).isFocused();
        keyboard.press("Control+a").type("no such key");
        assertThat(live).hasText("No key fits");
        keyboard.press("Control+a").type("night");
        assertThat(live).hasText(Pattern.compile("Keys shown: 1"));
        keyboard.to("Nightly export").press("Enter");
        desk.heads("Nightly export");
    }
}
