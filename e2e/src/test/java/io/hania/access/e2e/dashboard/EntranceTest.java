package io.hania.access.e2e.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Cookie;
import io.hania.access.e2e.HaniaSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Coming in and going out. */
class EntranceTest {
    private final HaniaSystem system = HaniaSystem.shared();
    private final Acme acme = Acme.shared();

    @Test
    void leadsToThePageThatWasAskedFor() {
        try (Desk desk = Desk.open()) {
            desk.visit("/audit?action=key.created");
            desk.giveCredentials(Acme.OWNER, acme.password());
            desk.heads("Audit log");
            assertThat(desk.page.url()).endsWith("/audit?action=key.created");
        }
    }

    @Test
    void neverLeadsToAnotherSite() {
        try (Desk desk = Desk.open()) {
            desk.visit("/sign-in?next=//evil.test/");
            desk.giveCredentials(Acme.OWNER, acme.password());
            desk.heads("API keys");
        }
    }

    @Test
    void refusesAWrongPasswordAndKeepsTheAddress() {
        try (Desk desk = Desk.open()) {
            desk.visit("/sign-in");
            desk.giveCredentials(Acme.OWNER, "wrong");
            desk.shows("This address and password don't fit together.");
            assertThat(desk.field("E-mail address")).hasValue(Acme.OWNER);
            assertThat(desk.field("Password")).isFocused();
        }
    }

    @Test
    void keepsTheSessionInACookieThatScriptsCannotSee() {
        try (Desk desk = Desk.of(Acme.OWNER)) {
            assertThat(desk.page.evaluate("document.cookie")).isEqualTo("");
            assertThat(desk.page.context().cookies())
                    .isNotEmpty()
                    .allMatch(cookie -> cookie.name.startsWith("__Host-") && cookie.httpOnly && cookie.secure);
        }
    }

    @Test
    void endsTheSessionAtSignOutAndShowsNothingOnBack() {
        try (Desk desk = Desk.of(acme.join("leaves", "viewer"))) {
            Cookie session = desk.page.context().cookies().stream()
                    .filter(cookie -> cookie.name.equals("__Host-hania-session"))
                    .findFirst()
                    .orElseThrow();
            desk.press("Sign out").heads("Sign in to your workspace");
            desk.page.goBack();
            desk.heads("Sign in to your workspace");
            desk.page.context().addCookies(List.of(session));
            desk.visit("/settings/api-keys");
            desk.heads("Sign in to your workspace");
        }
    }

    @Test
    void saysThatTheSessionHasEndedAndGoesOnWhereItWas() {
        String email = acme.join("pauses", "viewer");
        try (Desk desk = Desk.of(email)) {
            desk.visit("/settings/api-keys?show=all&q=Old");
            acme.letSessionsEnd(email);
            desk.fill("Search", "Nightly");
            desk.shows("Your session has ended.");
            desk.giveCredentials(email, acme.password());
            desk.shows("Old CI");
        }
    }

    @Test
    void letsInWhoWasInvited() {
        String link;
        try (Desk owner = Desk.of(Acme.OWNER)) {
            owner.visit("/settings/members");
            owner.fill("E-mail address", "invited@example.com");
            owner.page.locator("form[action$=invite] select").selectOption("admin");
            owner.press("Make the invitation link").shows("invited@example.com");
            link = owner.page.locator("#invitation").inputValue();
            assertThat(link).startsWith("http://localhost:");
        }
        try (Desk guest = Desk.open()) {
            guest.visit(link);
            guest.shows("Acme").shows("Admin");
            guest.fill("Password", "short").press("Join").shows("At least 12 characters, please.");
            guest.fill("Password", "a long enough password").press("Join");
            guest.shows("You are a member now.");
            assertThat(guest.offers(AriaRole.BUTTON, "Create key")).isTrue();
            assertThat(guest.visit(link)).isEqualTo(410);
        }
    }

    /** A system that nobody was named to own writes a link into its log that works once. */
    @Test
    void letsTheFirstOwnerInByTheLinkInTheLog() throws IOException {
        int port = HaniaSystem.freePort();
        Map<String, String> changes = new HashMap<>();
        changes.put("quarkus.http.port", Integer.toString(port));
        changes.put("quarkus.management.port", Integer.toString(HaniaSystem.freePort()));
        changes.put(
                "quarkus.datasource.reactive.url",
                system.local().postgres().createEmptyDatabase("unowned").reactiveUrl());
        changes.put("admin.first-owner.email", "");
        changes.put("admin.first-owner.password", "");
        try (var service = system.local().startAnother("key-admin-service", "unowned-dashboard", changes);
                Desk desk = Desk.open()) {
            Matcher link = Pattern.compile("/invitation/[A-Za-z0-9_-]+").matcher(Files.readString(service.log()));
            assertThat(link.find()).isTrue();
            String address = "http://localhost:" + port + link.group();
            desk.visit(address);
            desk.fill("Password", "the first owner's password").press("Join");
            desk.heads("API keys").shows("No keys yet").inspect("keys-empty");
            assertThat(desk.offers(AriaRole.LINK, "Members")).isTrue();
            assertThat(desk.visit(address)).isEqualTo(410);
        }
    }
}
