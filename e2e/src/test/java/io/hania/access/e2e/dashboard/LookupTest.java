package io.hania.access.e2e.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import io.hania.access.e2e.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Finding out: why a call was refused, what a key is, who did what. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LookupTest {
    private final Desk desk = Desk.of(Acme.OWNER);

    @AfterAll
    void closeTheWindow() {
        desk.close();
    }

    @Test
    void explainsARefusalByItsRequestId() {
        String key = desk.makeKey("Refused");
        desk.press("I have stored it");
        String request =
                new Caller(key).writes().headers().firstValue("X-Request-Id").orElseThrow();
        Await.until("the refusal is written", Duration.ofSeconds(20), () -> {
            desk.visit("/requests");
            desk.fill("Request id", request).press("Look up");
            return desk.page.content().contains("bots:write");
        });
        desk.shows("The key lacks the ability")
                .shows("POST /api/v1/bots")
                .follow("Open its page")
                .heads("Refused");
        desk.visit("/requests?id=unknown");
        desk.shows("No refused call of your keys has this id.");
    }

    @Test
    void tellsWhichKeyAPastedOneIsAndWhatACallWouldAnswer() {
        String key = desk.makeKey("Pasted");
        desk.press("I have stored it");
        desk.visit("/check");
        desk.page.locator("#key").fill(key);
        desk.page.locator("#method").selectOption("POST");
        desk.page.locator("#path").fill("/api/v1/bots");
        desk.press("Check").shows("This is the account key Pasted.").shows("Missing ability: bots:write");
        assertThat(desk.page.content()).doesNotContain(key);
        assertThat(desk.page.locator("#key")).hasValue("");
        desk.inspect("check-known");
        desk.page.locator("#key").fill(key.substring(0, 48) + (key.endsWith("0") ? "1" : "0"));
        desk.press("Check").shows("its form or its check digits are wrong");
    }

    @Test
    void findsEntriesOfTheAuditLogAndVerifiesIt() {
        desk.makeKey("Noted");
        desk.press("I have stored it");
        desk.visit("/audit");
        desk.fill("Action", "key.created").press("Filter").shows("Noted").shows(Acme.OWNER);
        desk.hides("session.opened");
        desk.press("Verify the chain").shows("are unchanged and in place");
        desk.inspect("audit-verified");
    }

    @Test
    void exportsTheAuditLog() throws IOException {
        desk.makeKey("=HYPERLINK(\"https://evil.test\")");
        desk.press("I have stored it");
        desk.visit("/audit?action=key.created");
        assertThat(export("CSV")).contains("key.created").doesNotContain(",=HYPERLINK", "\n=HYPERLINK");
        assertThat(export("JSON")).startsWith("[").contains("key.created");
    }

    private String export(String format) throws IOException {
        Download download = desk.page.waitForDownload(() -> desk.follow(format));
        assertThat(List.of("csv", "json"))
                .anyMatch(ending -> download.suggestedFilename().endsWith("." + ending));
        return Files.readString(download.path());
    }
}
