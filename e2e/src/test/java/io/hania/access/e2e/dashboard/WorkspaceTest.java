package io.hania.access.e2e.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.hania.access.e2e.Await;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What the owners of a workspace settle for all its keys: exposed ones, and who is told. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WorkspaceTest {
    private static final String SETTINGS = "/settings/workspace";

    private final Acme acme = Acme.shared();
    private final Desk desk = Desk.of(Acme.OWNER);

    @AfterAll
    void closeTheWindow() {
        String made = "(select id from access.account_key where name = 'In a page')";
        acme.execute("update access.workspace set disable_exposed = false where name = 'Acme'");
        acme.execute("delete from usage.sighting where key_id in " + made);
        acme.execute("delete from access.notice where key_id in " + made);
        desk.close();
    }

    @Test
    void disablesAnExposedKeyAtOnceWhereTheOwnersWantIt() {
        desk.visit(SETTINGS);
        desk.choose("Disable it at once").press("Save").shows("Saved.");
        Caller caller = new Caller(desk.makeKey("In a page"));
        String page = "/settings/api-keys/" + desk.keyId();
        desk.press("I have stored it").heads("In a page");
        assertThat(caller.reads()).isEqualTo(200);
        assertThat(caller.readsFromPage("https://page.example")).isEqualTo(403);
        Await.until("the key is disabled", Duration.ofSeconds(30), () -> caller.reads() == 401);
        desk.visit(page);
        desk.shows("It was disabled by itself when a browser sent it.").press("Enable");
        desk.shows("The key is enabled.");
        assertThat(caller.reads()).isEqualTo(200);
    }

    @Test
    void showsTheSecretOfAWebhookOnceAndTakesNoUnfitAddress() {
        desk.visit(SETTINGS);
        desk.fill("Address (https)", "https://somebody@example.com/")
                .press("Add")
                .shows("An https address of a public host");
        desk.fill("Address (https)", "https://hooks.example.com/keys").press("Add");
        desk.heads("The webhook's signing secret");
        String secret = desk.secret();
        assertThat(secret).hasSizeGreaterThan(30);
        desk.press("I have stored it");
        Locator remove = desk.page.getByRole(AriaRole.BUTTON, named("Remove: https://hooks.example.com/keys"));
        assertThat(remove).isVisible();
        assertThat(desk.page.content()).doesNotContain(secret);
        remove.click();
        desk.shows("Removed.");
        assertThat(remove).hasCount(0);
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }
}
