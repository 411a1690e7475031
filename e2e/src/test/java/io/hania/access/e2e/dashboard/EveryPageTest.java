package io.hania.access.e2e.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Walks through every page and form of the dashboard in every look: axe finds nothing, nothing sticks out. */
class EveryPageTest {
    private static final String KEYS = "/settings/api-keys";

    private final Acme acme = Acme.shared();

    @ParameterizedTest
    @EnumSource(Look.class)
    void pagesThatOnlyShow(Look look) {
        try (Desk desk = Desk.open(look)) {
            desk.visit("/sign-in");
            desk.inspect("sign-in");
            desk.giveCredentials("nobody@acme.example", "not the password");
            desk.shows("don't fit together").inspect("sign-in-refused");
            desk.signIn(Acme.OWNER);
            see(desk, KEYS, "keys");
            see(desk, KEYS + "?q=nothing+is+called+so", "keys-none-found");
            see(desk, KEYS + "/" + Acme.BUSY, "key");
            desk.page.locator("details summary").last().click();
            desk.inspect("key-as-table");
            see(desk, KEYS + "/" + Acme.EXPOSED, "key-exposed");
            see(desk, KEYS + "/" + Acme.RETIRING, "key-retiring");
            see(desk, KEYS + "/" + Acme.SUCCESSOR, "key-successor");
            see(desk, KEYS + "/" + Acme.DISABLED, "key-disabled");
            see(desk, "/requests?id=seed-request-1", "request");
            see(desk, "/audit", "audit");
            see(desk, "/settings/members", "members");
            see(desk, "/settings/workspace", "workspace");
            see(desk, "/settings/account", "account");
            see(desk, "/widgets", "widgets");
            assertThat(desk.visit(KEYS + "/0b000000-0000-4000-8000-000000000099"))
                    .isEqualTo(404);
            desk.heads("Nothing here").inspect("missing");
        }
    }

    @ParameterizedTest
    @EnumSource(Look.class)
    void formsAndTheirAnswers(Look look) {
        String email = acme.join("walker-" + look.name().toLowerCase(Locale.ROOT), "owner");
        try (Desk desk = Desk.open(look).signIn(email)) {
            create(desk);
            changeAndEnd(desk);
            acme.letProofsLapse(email);
            see(desk, KEYS + "/" + Acme.BUSY + "/revoke", "revoke-in-use");
            see(desk, KEYS + "/" + Acme.RETIRING + "/edit", "edit");
            see(desk, KEYS + "/revoke?q=Support", "revoke-many");
            desk.visit("/check");
            desk.inspect("check");
            desk.fill("Key", "hania_sk_" + "0".repeat(40)).press("Check");
            desk.inspect("check-malformed");
            desk.visit("/settings/members");
            desk.fill("E-mail address", "guest-" + look.folder() + "@example.com")
                    .press("Make the invitation link");
            desk.inspect("invitation-made");
            String link = desk.page.locator("#invitation").inputValue();
            try (Desk guest = Desk.open(look)) {
                guest.visit(link);
                guest.inspect("invitation");
            }
            settings(desk, look);
            widgets(desk);
            acme.letSessionsEnd(email);
            desk.visit(KEYS);
            desk.shows("Your session has ended").inspect("session-ended");
        }
    }

    private static void create(Desk desk) {
        see(desk, KEYS + "/new", "create");
        desk.choose("Pick abilities one by one").choose("On a date");
        desk.inspect("create-custom");
        desk.fill("Name", "x").fill("Last day", "2020-01-01").press("Create key");
        desk.shows("was not made yet").inspect("create-faulty");
        desk.visit(KEYS + "/new");
        String once = desk.page.locator("[name=once]").inputValue();
        desk.fill("Name", "Walk through")
                .press("Create key")
                .heads("Your new key")
                .inspect("reveal");
        desk.press("I have stored it");
        desk.visit(KEYS + "/new");
        desk.page.locator("[name=once]").evaluate("(field, once) => { field.value = once; }", once);
        desk.fill("Name", "Walk through").press("Create key");
        desk.heads("This key was made already").inspect("made-already");
    }

    private static void changeAndEnd(Desk desk) {
        String key = KEYS + "/" + desk.keyId();
        see(desk, key + "/rotate", "rotate");
        desk.press("Make the new secret").heads("Your new key").inspect("reveal-rotated");
        String fresh = KEYS + "/" + desk.keyId();
        desk.press("I have stored it");
        desk.inspect("key-new");
        see(desk, fresh + "/revoke", "revoke");
        desk.press("Revoke this key").shows("It holds for every call").inspect("revoked");
    }

    private static void settings(Desk desk, Look look) {
        desk.visit("/settings/workspace");
        desk.fill("Address (https)", "https://example.com/" + look.folder()).press("Add");
        desk.inspect("webhook-secret");
        desk.press("I have stored it");
        desk.page.locator("form[action$='/remove'] button").last().click();
        desk.shows("Removed.");
    }

    private static void widgets(Desk desk) {
        see(desk, "/widgets/bots/bot_support/keys/new", "widget-create");
        desk.fill("Name", "Shop").fill("Allowed domains", "shop.example.com").press("Create key");
        desk.inspect("widget-key");
        see(desk, "/widgets/bots/bot_support", "widget-bot");
        see(desk, "/widgets/bots/bot_support/look", "widget-look");
    }

    private static void see(Desk desk, String path, String name) {
        assertThat(desk.visit(path)).as(path).isEqualTo(200);
        desk.inspect(name);
    }
}
