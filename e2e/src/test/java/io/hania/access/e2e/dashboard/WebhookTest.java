package io.hania.access.e2e.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.hania.access.e2e.Await;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A webhook from its address to the log of what was delivered. */
class WebhookTest {
    private static final String SETTINGS = "/settings/workspace";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern SIGNATURE = Pattern.compile("t=(\\d+),v1=([0-9a-f]{64})");

    private final Acme acme = Acme.shared();
    private final WebhookReceiver receiver = new WebhookReceiver();
    private final Desk desk = Desk.of(Acme.OWNER);

    @AfterEach
    void leaveTheWorkspaceAsItWas() {
        String made = "(select id from access.account_key where name = 'On a page')";
        acme.execute("delete from access.webhook where url = '" + receiver.address() + "'");
        acme.execute("delete from usage.sighting where key_id in " + made);
        acme.execute("delete from access.notice where key_id in " + made);
        receiver.close();
        desk.close();
    }

    @Test
    void bringsASignedEventToAReceiverThatFailsAtFirstAndShowsEachAttempt() throws GeneralSecurityException {
        String secret = addWebhook();
        receiver.answers(503);
        exposeAKey();
        shows("Waiting", "503").inspect("deliveries");
        receiver.answers(500);
        acme.execute("update access.webhook_delivery set next_at = now() where state = 'waiting'");
        shows("Waiting", "503", "500");
        receiver.answers(200);
        desk.page.getByRole(AriaRole.BUTTON, sendAgain()).click();
        desk.shows("It is on its way again.");
        shows("Delivered", "503", "500", "200").inspect("deliveries-done");
        seeInGerman();
        check(secret);
    }

    /** The secret that deliveries are signed with. */
    private String addWebhook() {
        desk.visit(SETTINGS);
        desk.fill("Address (https)", receiver.address()).press("Add").heads("The webhook's signing secret");
        String secret = desk.secret();
        desk.press("I have stored it").shows(receiver.address());
        return secret;
    }

    private void exposeAKey() {
        Caller caller = new Caller(desk.makeKey("On a page"));
        desk.press("I have stored it").heads("On a page");
        assertThat(caller.readsFromPage("https://page.example")).isEqualTo(403);
        Await.until("the event", PATIENCE, () -> !attempts().isEmpty());
    }

    /** Waits until the log says so of the delivery. */
    private Desk shows(String state, String... answers) {
        Await.until("the answers " + List.of(answers), PATIENCE, () -> {
            desk.visit(SETTINGS);
            return delivery(desk).locator(".answers li").allTextContents().equals(List.of(answers));
        });
        assertThat(delivery(desk)).containsText(state);
        return desk;
    }

    private Locator delivery(Desk where) {
        return where.page
                .locator("tr:has(.answers)")
                .filter(new Locator.FilterOptions().setHasText("key.exposed"))
                .filter(new Locator.FilterOptions().setHasText(receiver.address()));
    }

    /** Those of this event: other keys of the workspace may end soon. */
    private List<WebhookReceiver.Received> attempts() {
        return receiver.received().stream()
                .filter(each -> each.event().equals("key.exposed"))
                .toList();
    }

    private Page.GetByRoleOptions sendAgain() {
        return new Page.GetByRoleOptions().setName("Send again: key.exposed, " + receiver.address());
    }

    private void seeInGerman() {
        try (Desk german = Desk.open("de")) {
            german.visit(SETTINGS);
            german.page.locator("#email").fill(Acme.OWNER);
            german.page.locator("#password").fill(acme.password());
            german.page.locator("main form button").click();
            assertThat(delivery(german)).containsText("Zugestellt");
            german.inspect("deliveries-done");
        }
    }

    /** As the page with the secret tells the receiver to. */
    private void check(String secret) throws GeneralSecurityException {
        List<WebhookReceiver.Received> attempts = attempts();
        assertThat(attempts).hasSize(3).allSatisfy(each -> {
            assertThat(each.delivery()).isEqualTo(attempts.getFirst().delivery());
            assertThat(each.body())
                    .isEqualTo(attempts.getFirst().body())
                    .contains("\"origin\":\"https://page.example\"", "\"name\":\"On a page\"");
        });
        for (WebhookReceiver.Received each : attempts) {
            Matcher signature = SIGNATURE.matcher(each.signature());
            assertThat(signature.matches()).as(each.signature()).isTrue();
            long age = Instant.now().getEpochSecond() - Long.parseLong(signature.group(1));
            assertThat(age).isBetween(0L, 300L);
            assertThat(signature.group(2)).isEqualTo(hmac(secret, signature.group(1) + "." + each.body()));
        }
    }

    private static String hmac(String secret, String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }
}
