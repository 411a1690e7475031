package io.hania.access.e2e.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The dashboard in a browser that runs no scripts. */
class WithoutScriptsTest {
    private final Acme acme = Acme.shared();

    @Nested
    class WithoutScripts {
        @Test
        void aKeyIsMadeFoundChangedAndRevoked() {
            try (Desk desk = Desk.open(Desk.ENGLISH, new Browser.NewContextOptions().setJavaScriptEnabled(false))) {
                desk.signIn(Acme.OWNER);
                desk.visit("/settings/api-keys/new");
                desk.fill("Name", "Without scripts")
                        .choose("Pick abilities one by one")
                        .choose("chat:send");
                desk.press("Create key").heads("Your new key");
                assertThat(desk.secret()).startsWith("hania_sk_");
                desk.page.reload();
                desk.heads("This key was made already").press("Open the key");
                desk.heads("Without scripts");
                desk.visit("/settings/api-keys");
                desk.fill("Search", "Without").press("Apply");
                assertThat(desk.page.locator("tbody tr")).hasCount(1);
                desk.follow("Without scripts").press("Disable").shows("The key is disabled.");
                desk.press("Revoke").press("Revoke this key").heads("Revoked");
            }
        }
    }
}
