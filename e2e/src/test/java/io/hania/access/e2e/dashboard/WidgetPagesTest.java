package io.hania.access.e2e.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.hania.access.e2e.Await;
import io.hania.access.e2e.Chromium;
import io.hania.access.e2e.widget.CustomerPage;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Widgets in the dashboard, each step tried on a customer's page: keys, the look, and the domain doctor. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WidgetPagesTest {
    private static final String SHOP = "https://shop.acme.example/";
    private static final String BLOG = "https://blog.acme.example/";
    private static final String BLOCKED = "isn’t set up for this website";

    private final Desk desk = Desk.of(Acme.OWNER);
    private final Chromium visitors = new Chromium("--disable-features=LocalNetworkAccessChecks");

    @AfterAll
    void closeTheWindows() {
        visitors.close();
        desk.close();
    }

    /** Makes a key with the form, which its page then shows; the snippet as its button copies it. */
    private String makeKey(String bot, String name, String domains) {
        desk.page.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
        desk.visit("/widgets");
        desk.fill("Bot", bot).press("Open").heads(bot).press("Create key");
        desk.fill("Name", name).fill("Allowed domains", domains).press("Create key");
        desk.heads(name).shows("It works from now on").press("Copy");
        assertThat(desk.page.locator("#live")).hasText("Copied to the clipboard");
        return String.valueOf(desk.page.evaluate("navigator.clipboard.readText()"));
    }

    private CustomerPage visit(String address, String snippet) {
        CustomerPage page = CustomerPage.carrying(visitors.page(), snippet).open(address);
        page.openChat();
        return page;
    }

    private static void answers(CustomerPage page, String message) {
        page.say(message);
        assertThat(page.answers().last()).hasText("You said: " + message);
    }

    @Test
    void theCopiedSnippetWorksOnItsSiteAndOneClickLetsAnotherIn() {
        String snippet = makeKey("bot_support", "The shop", SHOP + "cart");
        assertThat(desk.field("Allowed domains")).hasValue("shop.acme.example");
        answers(visit(SHOP, snippet), "hello");

        assertThat(visit(BLOG, snippet).notice()).containsText(BLOCKED);
        Locator allow = desk.page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Allow: https://blog.acme.example"));
        Await.until("the doctor has seen the blog", Duration.ofSeconds(30), () -> {
            desk.page.reload();
            return allow.count() == 1;
        });
        allow.click();
        desk.shows("It holds for every call from now on").shows("No page was blocked");
        answers(visit(BLOG, snippet), "me too");
    }

    @Test
    void theDoctorSaysWhetherAnAddressIsAllowedAndWhy() {
        makeKey("bot_support", "Examined", "shop.acme.example");
        diagnose("http://shop.acme.example/cart").shows("Blocked: the page is served over http");
        diagnose("https://acme.example/").shows("Blocked: no rule allows it");
        diagnose("shop acme").shows("This is no address of a page");
        diagnose(SHOP).shows("Allowed by the rule shop.acme.example");
    }

    private Desk diagnose(String address) {
        return desk.fill("Would this page be allowed?", address).press("Test");
    }

    @Test
    void otherDomainsAnotherLimitAndTheEndHoldAtOnce() {
        String snippet = makeKey("bot_support", "Changes", "shop.acme.example");
        CustomerPage shop = visit(SHOP, snippet);
        answers(shop, "first");
        save("Calls an hour", "2");
        shop.say("one too many");
        assertThat(shop.notice()).containsText("Please try again in about");
        save("Calls an hour", "1000");
        shop.notice().locator("button").click();
        assertThat(shop.answers().last()).hasText("You said: one too many");
        save("Allowed domains", "blog.acme.example");
        assertThat(visit(SHOP, snippet).notice()).containsText(BLOCKED);
        CustomerPage blog = visit(BLOG, snippet);
        answers(blog, "moved");

        desk.choose("can’t be undone").press("Revoke key");
        desk.shows("No call with this key is accepted from now on");
        assertThat(desk.page.locator("main form[method=post]")).hasCount(0);
        blog.say("after the end");
        assertThat(blog.notice()).containsText("switched off by the owner");
    }

    private void save(String field, String value) {
        desk.fill(field, value).press("Save");
        desk.shows("It holds for every call from now on");
    }

    @Test
    void thePreviewIsTheRealWidgetAndFollowsWhatIsTyped() {
        desk.visit("/widgets/bots/bot_preview/look");
        FrameLocator preview = desk.page.frameLocator("#preview");
        assertThat(preview.locator("hania-widget .panel")).isVisible();
        desk.fill("Title", "The crew").fill("First message", "Welcome aboard").fill("Colour", "#facc15");
        assertThat(preview.locator("hania-widget h2")).hasText("The crew");
        assertThat(preview.locator("hania-widget .line.bot p").first()).hasText("Welcome aboard");
        assertThat(preview.locator("hania-widget header")).hasCSS("background-color", "rgb(250, 204, 21)");
        preview.locator("hania-widget textarea").fill("hi");
        preview.locator("hania-widget textarea").press("Enter");
        assertThat(preview.locator("hania-widget .line.bot p").last()).containsText("your bot answers here");
        desk.press("Save").shows("Live widgets show it at their next load");

        CustomerPage shop = visit(SHOP, makeKey("bot_preview", "Dressed up", "shop.acme.example"));
        assertThat(shop.in("h2")).hasText("The crew");
        assertThat(shop.answers().first()).hasText("Welcome aboard");
    }

    @Test
    void tellsWhetherAPageCarriesTheSnippet() {
        String snippet = makeKey("bot_support", "Carried", "shop.acme.example");
        carries("<html><body>" + snippet + "</body>", "The snippet is there, with this key.");
        carries(snippet.replaceFirst("hania_[0-9a-f]{4}", "hania_0000"), "but with another key or address");
        carries("<html><body><!-- " + snippet + " --></body>", "No snippet in this source");
    }

    private void carries(String source, String verdict) {
        desk.page.locator("#carry").fill(source);
        assertThat(desk.page.locator("#carry-verdict")).containsText(verdict);
    }

    @Test
    void viewersAreOfferedNothingThatChanges() {
        makeKey("bot_support", "Looked at", "shop.acme.example");
        try (Desk viewer = Desk.of(Acme.VIEWER)) {
            for (String path : new String[] {desk.page.url(), "/widgets/bots/bot_support"}) {
                viewer.visit(path);
                assertThat(viewer.page.locator("main form[method=post]")).hasCount(0);
                assertThat(viewer.page.locator("main a[href$='/new']")).hasCount(0);
            }
            viewer.visit("/widgets/bots/bot_support/look");
            assertThat(viewer.offers(AriaRole.BUTTON, "Save")).isFalse();
            assertThat(viewer.page.frameLocator("#preview").locator("hania-widget .panel"))
                    .isVisible();
        }
    }
}
