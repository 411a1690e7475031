package io.hania.access.e2e.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;

/** One's own account: password, sessions, language, and giving the password again. */
class AccountTest {
    private static final String ACCOUNT = "/settings/account";

    private final Acme acme = Acme.shared();

    @Test
    void changesThePasswordAndEndsTheOtherSessions() {
        String email = acme.join("changes-password", "viewer");
        try (Desk here = Desk.of(email);
                Desk there = Desk.of(email)) {
            here.visit(ACCOUNT);
            changePassword(here, "wrong", "a new long password");
            here.shows("not your");
            changePassword(here, acme.password(), "a new long password");
            here.shows("Your password is changed, and your other sessions have ended.");
            there.visit(ACCOUNT);
            there.heads("Sign in to your workspace");
            there.giveCredentials(email, "a new long password");
            there.heads("Your account");
        }
    }

    private static void changePassword(Desk desk, String current, String fresh) {
        desk.page.locator("#current").fill(current);
        desk.page.locator("#fresh").fill(fresh);
        desk.page.locator("#repeated").fill(fresh);
        desk.press("Change password");
    }

    @Test
    void endsOneSessionOfMany() {
        String email = acme.join("ends-one", "viewer");
        try (Desk here = Desk.of(email);
                Desk there = Desk.of(email)) {
            here.visit(ACCOUNT);
            Locator others =
                    here.page.locator("main tbody tr").filter(new Locator.FilterOptions().setHasNotText("this one"));
            assertThat(others).hasCount(1);
            others.getByRole(AriaRole.BUTTON).click();
            here.shows("The session has ended.");
            there.visit(ACCOUNT);
            there.heads("Sign in to your workspace");
        }
    }

    @Test
    void signsOutEverywhereElse() {
        String email = acme.join("ends-all", "viewer");
        try (Desk here = Desk.of(email);
                Desk there = Desk.of(email)) {
            here.visit(ACCOUNT);
            here.press("Sign out everywhere else").shows("The session has ended.");
            there.visit(ACCOUNT);
            there.heads("Sign in to your workspace");
            here.visit(ACCOUNT);
            here.heads("Your account");
        }
    }

    @Test
    void speaksGermanIfAskedTo() {
        String email = acme.join("speaks-german", "owner");
        try (Desk desk = Desk.of(email)) {
            desk.visit(ACCOUNT);
            desk.choose("Deutsch");
            desk.page.locator("form[action$=language] button").click();
            assertThat(desk.page.locator("html")).hasAttribute("lang", "de");
            for (String path : new String[] {
                "/settings/api-keys",
                "/settings/api-keys/new",
                "/settings/api-keys/" + Acme.BUSY,
                "/settings/api-keys/" + Acme.BUSY + "/revoke",
                "/audit",
                "/settings/members",
                "/settings/workspace",
                ACCOUNT
            }) {
                assertThat(desk.visit(path)).isEqualTo(200);
            }
        }
    }

    @Test
    void asksForThePasswordAgainBeforeAKeyIsMade() {
        String email = acme.join("proves", "admin");
        try (Desk desk = Desk.of(email)) {
            desk.visit("/settings/api-keys/new");
            desk.fill("Name", "Asked again");
            acme.letProofsLapse(email);
            desk.press("Create key").shows("Confirm that it is you").inspect("prove");
            assertThat(desk.field("Name")).hasValue("Asked again");
            desk.fill("Password", "wrong").press("Create key").shows("This is not your password.");
            desk.fill("Password", acme.password()).press("Create key").heads("Your new key");
        }
    }
}
