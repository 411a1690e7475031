package io.hania.access.e2e.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import io.hania.access.e2e.HaniaSystem;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The pages of a dashboard that offers company accounts, while their provider can't be reached. What it does with a
 * provider that answers is tried at a Keycloak, beside key-admin-service.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CompanyEntranceTest {
    private final Acme acme = Acme.shared();
    private final HaniaSystem.Extra dashboard = HaniaSystem.shared()
            .keyAdmin(Map.of(
                    "admin.oidc.enabled",
                    "true",
                    "quarkus.oidc.auth-server-url",
                    "http://localhost:" + HaniaSystem.freePort() + "/realms/company",
                    "quarkus.oidc.client-id",
                    "hania-access",
                    "quarkus.oidc.credentials.secret",
                    "a secret of this test alone, 40 letters."));

    @AfterAll
    void stopIt() {
        dashboard.close();
    }

    @ParameterizedTest
    @CsvSource({
        "en, Continue with your company account, did not come to an end",
        "de, Weiter mit dem Firmenkonto, kam nicht zum Ende"
    })
    void offersTheCompanyAccountAndSaysWhenItCameToNothing(String language, String offer, String failure) {
        try (Desk desk = Desk.open(language)) {
            desk.visit(dashboard.url() + "/sign-in?next=/audit");
            desk.inspect("sign-in-company");
            desk.press(offer);
            assertThat(desk.page.locator(".banner[role=alert]")).containsText(failure);
            desk.inspect("sign-in-company-failed");
        }
    }

    @Test
    void letsPasswordsGoOnWorking() {
        try (Desk desk = Desk.open()) {
            desk.visit(dashboard.url() + "/sign-in");
            desk.giveCredentials(acme.join("has-both", "viewer"), acme.password());
            desk.heads("API keys");
            assertThat(desk.page.url()).startsWith(dashboard.url());
        }
    }

    @ParameterizedTest
    @CsvSource({"en, Sign in with your company account again", "de, Noch einmal mit dem Firmenkonto anmelden"})
    void asksWhoHasNoPasswordToProveThemselvesThere(String language, String proof) {
        String email = acme.join("company-" + language, "admin");
        try (Desk desk = Desk.open(language)) {
            desk.visit(dashboard.url() + "/sign-in");
            desk.page.locator("#email").fill(email);
            desk.page.locator("#password").fill(acme.password());
            desk.page.locator("main form button").click();
            assertThat(desk.page.locator(".shell")).isVisible();
            acme.execute("update access.account set password_hash = null where email = '" + email + "'");
            acme.letProofsLapse(email);
            desk.visit(dashboard.url() + "/settings/api-keys/new");
            Locator company = desk.page.locator(".prove a[href*='/sign-in/company']");
            assertThat(company).hasText(proof);
            desk.inspect("create-company");
        }
    }
}
