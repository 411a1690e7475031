package io.hania.access.e2e.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Walks through every page and form of the dashboard in both languages and every look: axe finds nothing, nothing sticks
 * out. Things are found by their place, since their names depend on the language.
 */
class EveryPageTest {
    private static final String KEYS = "/settings/api-keys";
    private static final String SECRET = "[data-stored]";
    private static final String FAULTY = "main .banner.grave[role=alert]";
    private static final String DONE = "main .banner.good[role=status]";
    private static final String SEND = "main form[method=post] .actions button";

    private final Acme acme = Acme.shared();

    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    void pagesThatOnlyShow(String language) {
        try (Desk desk = Desk.open(language)) {
            desk.visit("/sign-in");
            desk.inspect("sign-in");
            signIn(desk, "nobody@acme.example");
            expect(desk, FAULTY).inspect("sign-in-refused");
            signIn(desk, Acme.OWNER);
            expect(desk, ".shell");
            see(desk, KEYS, "keys");
            assertThat(desk.page.locator("html")).hasAttribute("lang", language);
            see(desk, KEYS + "?q=nothing+is+called+so", "keys-none-found");
            see(desk, KEYS + "/" + Acme.BUSY, "key");
            desk.page.locator("details summary").last().click();
            desk.inspect("key-as-table");
            see(desk, KEYS + "/" + Acme.EXPOSED, "key-exposed");
            see(desk, KEYS + "/" + Acme.RETIRING, "key-retiring");
            see(desk, KEYS + "/" + Acme.SUCCESSOR, "key-successor");
            see(desk, KEYS + "/" + Acme.DISABLED, "key-disabled");
            see(desk, "/requests", "request-empty");
            see(desk, "/requests?id=seed-request-1", "request");
            see(desk, "/audit", "audit");
            see(desk, "/settings/members", "members");
            see(desk, "/settings/workspace", "workspace");
            see(desk, "/settings/account", "account");
            see(desk, "/widgets", "widgets");
            assertThat(desk.visit(KEYS + "/0b000000-0000-4000-8000-000000000099"))
                    .isEqualTo(404);
            desk.inspect("missing");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    void formsOfKeysAndTheirAnswers(String language) {
        String email = acme.join("walks-" + language, "owner");
        try (Desk desk = entered(language, email)) {
            create(desk);
            changeAndEnd(desk);
            acme.letProofsLapse(email);
            see(desk, KEYS + "/" + Acme.BUSY + "/revoke", "revoke-in-use");
            see(desk, KEYS + "/" + Acme.RETIRING + "/edit", "edit");
            see(desk, KEYS + "/revoke?q=Support", "revoke-many");
            desk.visit("/check");
            desk.inspect("check");
            desk.page.locator("#key").fill("hania_sk_" + "0".repeat(40));
            desk.page.locator(SEND).click();
            expect(desk, "main .banner.soon").inspect("check-malformed");
            acme.letSessionsEnd(email);
            desk.visit(KEYS);
            expect(desk, ".door .banner.soon").inspect("session-ended");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    void formsOfTheWorkspaceAndItsWidgets(String language) {
        try (Desk desk = entered(language, acme.join("strolls-" + language, "owner"))) {
            invite(desk, language);
            settings(desk, language);
            widgets(desk, "bot_" + language);
        }
    }

    private static void create(Desk desk) {
        see(desk, KEYS + "/new", "create");
        desk.page.locator("[name=access][value=custom]").check();
        desk.page.locator("[name=expiry][value=date]").check();
        desk.inspect("create-custom");
        desk.page.locator("#name").fill("x");
        desk.page.locator("#expires_on").fill("2020-01-01");
        desk.page.locator(SEND).click();
        expect(desk, FAULTY).inspect("create-faulty");
        desk.visit(KEYS + "/new");
        String once = desk.page.locator("[name=once]").inputValue();
        desk.page.locator("#name").fill("Walk through");
        desk.page.locator(SEND).click();
        expect(desk, SECRET).inspect("reveal");
        desk.page.locator(SECRET).click();
        desk.visit(KEYS + "/new");
        desk.page.locator("[name=once]").evaluate("(field, once) => { field.value = once; }", once);
        desk.page.locator("#name").fill("Walk through");
        desk.page.locator(SEND).click();
        expect(desk, "section.card [href^='" + KEYS + "/']").inspect("made-already");
    }

    private static void changeAndEnd(Desk desk) {
        see(desk, KEYS + "/" + desk.keyId() + "/rotate", "rotate");
        desk.page.locator(SEND).click();
        expect(desk, SECRET).inspect("reveal-rotated");
        String fresh = KEYS + "/" + desk.keyId();
        desk.page.locator(SECRET).click();
        expect(desk, ".facts").inspect("key-new");
        see(desk, fresh + "/revoke", "revoke");
        desk.page.locator(SEND).click();
        expect(desk, DONE).inspect("revoked");
    }

    private static void invite(Desk desk, String language) {
        desk.visit("/settings/members");
        desk.page.locator("#email").fill("guest-" + language + "@example.com");
        desk.page.locator(SEND).click();
        expect(desk, "#invitation").inspect("invitation-made");
        String link = desk.page.locator("#invitation").inputValue();
        see(desk, "/settings/members", "members-invited");
        try (Desk guest = Desk.open(language)) {
            guest.visit(link);
            guest.inspect("invitation");
        }
    }

    private static void settings(Desk desk, String language) {
        desk.visit("/settings/workspace");
        desk.page.locator("[name=url]").fill("https://example.com/" + language);
        desk.page.locator("form.filter button").click();
        expect(desk, SECRET).inspect("webhook-secret");
        desk.page.locator(SECRET).click();
        desk.page.locator("form[action$='/remove'] button").last().click();
        expect(desk, DONE);
        desk.visit("/settings/account");
        desk.page.locator("#current").fill("not the password");
        desk.page.locator("#fresh").fill("a new long password");
        desk.page.locator("#repeated").fill("a new long password");
        desk.page.locator("form[action$='/password'] button").click();
        expect(desk, "#fault").inspect("account-faulty");
    }

    private void widgets(Desk desk, String bot) {
        see(desk, "/widgets?bot_id=%C3%B6", "widgets-faulty");
        see(desk, "/widgets/bots/" + bot, "widget-bot-empty");
        see(desk, "/widgets/bots/" + bot + "/keys/new", "widget-create");
        desk.page.locator("#name").fill("Shop");
        desk.page.locator("#domains").fill("*.com");
        desk.page.locator(SEND).click();
        expect(desk, FAULTY).inspect("widget-create-faulty");
        desk.page.locator("#domains").fill("shop.example.com *.shop.example localhost");
        desk.page.locator(SEND).click();
        expect(desk, "#snippet").inspect("widget-key");
        String key = desk.page.url().replaceFirst(".*(/widgets/keys/[^?]+).*", "$1");
        for (String origin : new String[] {"https://blog.example", "http://old.example", "null"}) {
            acme.execute("insert into usage.sighting values ('" + key.substring(key.lastIndexOf('/') + 1) + "', '"
                    + origin + "', now(), now(), 3)");
        }
        see(desk, key + "?address=https://blog.example", "widget-key-blocked");
        see(desk, "/widgets/bots/" + bot, "widget-bot");
        see(desk, "/widgets/bots/" + bot + "/look", "widget-look");
        assertThat(desk.page.frameLocator("#preview").locator("hania-widget .panel"))
                .isVisible();
        desk.visit(key);
        desk.page.locator("[name=sure]").check();
        desk.page.locator("form[action$='/revoke'] button").click();
        expect(desk, DONE).inspect("widget-key-revoked");
    }

    private Desk entered(String language, String email) {
        Desk desk = Desk.open(language);
        signIn(desk, email);
        return expect(desk, ".shell");
    }

    private void signIn(Desk desk, String email) {
        desk.visit("/sign-in");
        desk.page.locator("#email").fill(email);
        desk.page.locator("#password").fill(acme.password());
        desk.page.locator("main form button").click();
    }

    private static Desk expect(Desk desk, String selector) {
        assertThat(desk.page.locator(selector).first()).isVisible();
        return desk;
    }

    private static void see(Desk desk, String path, String name) {
        assertThat(desk.visit(path)).as(path).isEqualTo(200);
        desk.inspect(name);
    }
}
