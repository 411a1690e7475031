package io.hania.access.e2e.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Rotating and revoking keys, each tried with real calls. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EndOfKeysTest {
    private static final String KEYS = "/settings/api-keys";

    private final Acme acme = Acme.shared();
    private final Desk desk = Desk.of(Acme.OWNER);

    @AfterAll
    void closeTheWindow() {
        desk.close();
    }

    @Nested
    class Rotation {
        @Test
        void letsBothKeysLiveUntilTheOldOneIsEnded() {
            String old = desk.makeKey("Turns");
            String oldId = desk.keyId();
            desk.press("I have stored it").press("Rotate").heads("Rotate Turns");
            desk.choose("7 days").press("Make the new secret").heads("Your new key");
            String fresh = desk.secret();
            assertThat(fresh).isNotEqualTo(old);
            assertThat(new Caller(old).reads()).isEqualTo(200);
            assertThat(new Caller(fresh).reads()).isEqualTo(200);
            desk.press("I have stored it").shows("It takes over from").follow("End the old key now");
            acme.use(oldId);
            desk.page.reload();
            desk.fill("Type the key's name to go on", "Turns").press("Revoke this key");
            desk.shows("It holds for every call that begins from now on.");
            assertThat(new Caller(old).reads()).isEqualTo(401);
            assertThat(new Caller(fresh).reads()).isEqualTo(200);
        }

        @Test
        void endsTheOldKeyAtOnceIfAskedTo() {
            String old = desk.makeKey("Turns at once");
            desk.press("I have stored it").press("Rotate");
            desk.choose("Not at all").press("Make the new secret").heads("Your new key");
            assertThat(new Caller(old).reads()).isEqualTo(401);
            assertThat(new Caller(desk.secret()).reads()).isEqualTo(200);
            desk.press("I have stored it");
        }

        @Test
        void happensOnceHoweverOftenTheFormIsSent() {
            desk.makeKey("Turns once");
            desk.press("I have stored it").press("Rotate");
            desk.page
                    .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Make the new secret"))
                    .dblclick();
            desk.heads("Your new key");
            assertThat(acme.value("select count(*) from access.account_key where name = 'Turns once'"))
                    .isEqualTo("2");
            desk.press("I have stored it");
        }
    }

    @Nested
    class Revocation {
        @Test
        void saysWhatWillBreakAndAsksForTheName() {
            String key = desk.makeKey("In use");
            String id = desk.keyId();
            desk.press("I have stored it");
            assertThat(new Caller(key).reads()).isEqualTo(200);
            acme.use(id);
            desk.press("Revoke").heads("Revoke In use?");
            desk.shows("This will break something").shows("203.0.113.77");
            desk.fill("Type the key's name to go on", "In us").press("Revoke this key");
            assertThat(desk.page.locator("#name")).hasAttribute("aria-invalid", "true");
            assertThat(new Caller(key).reads()).isEqualTo(200);
            desk.fill("Type the key's name to go on", "In use").press("Revoke this key");
            desk.shows("Every gateway knew after");
            assertThat(new Caller(key).reads()).isEqualTo(401);
        }

        @Test
        void asksForNoNameOfAKeyThatNobodyUses() {
            String key = desk.makeKey("Never used");
            desk.press("I have stored it").press("Revoke").shows("It was never used.");
            desk.press("Revoke this key").shows("It holds for every call");
            assertThat(new Caller(key).reads()).isEqualTo(401);
            desk.press("Back to the API keys");
            desk.hides("Never used");
        }

        @Test
        void takesManyKeysByAFilterAndTheirNumber() {
            String first = desk.makeKey("Batch 1");
            String second = desk.makeKey("Batch 2");
            desk.press("I have stored it");
            desk.visit(KEYS + "?q=Batch");
            desk.follow("Revoke all of these").shows("These 2 keys");
            desk.fill("Type 2 to go on", "3").press("Revoke 2 keys").shows("Type exactly the number of keys.");
            desk.fill("Type 2 to go on", "2").press("Revoke 2 keys").heads("2 keys are revoked.");
            desk.inspect("revoked-many");
            assertThat(new Caller(first).reads()).isEqualTo(401);
            assertThat(new Caller(second).reads()).isEqualTo(401);
        }

        @Test
        void leavesNoButtonOnARevokedKey() {
            desk.makeKey("Gone for good");
            String id = desk.keyId();
            desk.press("I have stored it")
                    .press("Revoke")
                    .press("Revoke this key")
                    .heads("Revoked");
            desk.visit(KEYS + "/" + id);
            for (String button : new String[] {"Edit", "Rotate", "Disable", "Enable", "Revoke"}) {
                assertThat(desk.offers(AriaRole.BUTTON, button)).as(button).isFalse();
            }
        }
    }
}
