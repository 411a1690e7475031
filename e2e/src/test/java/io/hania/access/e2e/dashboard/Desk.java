package io.hania.access.e2e.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.setDefaultAssertionTimeout;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ReducedMotion;
import com.microsoft.playwright.options.ScreenshotType;
import io.hania.access.e2e.Chromium;
import io.hania.access.e2e.HaniaSystem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Somebody at a window of the dashboard. Things are found by their roles and names, as people and screen readers find
 * them. Closing it fails if the browser complained of anything, such as a breach of the pages' own policy.
 */
final class Desk implements AutoCloseable {
    static final String ENGLISH = "en";

    private static final Path PICTURES = HaniaSystem.root().resolve("e2e/target/screenshots");
    // One for all tests of the JVM; it ends with it.
    private static final Chromium CHROMIUM = new Chromium();
    private static final Pattern ID = Pattern.compile("/settings/api-keys/([0-9a-f-]{36})");

    static {
        // The machine may have other things to do.
        setDefaultAssertionTimeout(30_000);
    }

    /** The window, for what this class has no word for. */
    final Page page;

    private final BrowserContext context;
    private final String language;
    private final List<String> complaints = new ArrayList<>();

    private Desk(BrowserContext context, String language) {
        this.context = context;
        this.language = language;
        this.page = context.newPage();
        page.onConsoleMessage(message -> note(message.type(), message.text()));
        page.onPageError(complaints::add);
    }

    private void note(String type, String text) {
        if (type.equals("error") || type.equals("warning")) {
            complaints.add(text);
        }
    }

    /** A window in which nobody is signed in. */
    static Desk open() {
        return open(ENGLISH);
    }

    /** The same of a browser that wants another language. */
    static Desk open(String language) {
        return open(language, new Browser.NewContextOptions());
    }

    /** The same with other settings of the browser. */
    static Desk open(String language, Browser.NewContextOptions options) {
        options.setBaseURL(HaniaSystem.shared().fact("ADMIN_URL"))
                .setLocale(language)
                .setViewportSize(Look.LIGHT.width(), Look.LIGHT.height())
                .setReducedMotion(ReducedMotion.REDUCE);
        return new Desk(CHROMIUM.browser().newContext(options), language);
    }

    /** A window at which somebody has just signed in. */
    static Desk of(String email) {
        return open().signIn(email);
    }

    Desk signIn(String email) {
        visit("/sign-in");
        giveCredentials(email, Acme.shared().password());
        page.waitForURL(url -> !url.contains("/sign-in"));
        return this;
    }

    /** Fills in the sign-in page and sends it. */
    void giveCredentials(String email, String password) {
        fill("E-mail address", email);
        fill("Password", password);
        press("Sign in");
    }

    /** Goes to an address; the status of the answer. */
    int visit(String path) {
        Response answer = page.navigate(path);
        return answer == null ? 0 : answer.status();
    }

    /** Presses the button of this name, or the link that looks like one. */
    Desk press(String name) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(name).setExact(true))
                .click();
        return this;
    }

    Desk follow(String link) {
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(link).setExact(true))
                .click();
        return this;
    }

    Desk fill(String label, String text) {
        field(label).fill(text);
        return this;
    }

    Locator field(String label) {
        return page.getByLabel(label).first();
    }

    /** Chooses a radio button or ticks a box. */
    Desk choose(String label) {
        page.locator("label")
                .filter(new Locator.FilterOptions().setHasText(label))
                .locator("input")
                .first()
                .check();
        return this;
    }

    /** Waits until the page's heading says so. */
    Desk heads(String title) {
        assertThat(page.locator("h1")).containsText(title);
        return this;
    }

    /** Waits until the page's content says so. */
    Desk shows(String text) {
        assertThat(page.locator("main")).containsText(text);
        return this;
    }

    Desk hides(String text) {
        assertThat(page.locator("main")).not().containsText(text);
        return this;
    }

    boolean offers(AriaRole role, String name) {
        return page.getByRole(role, new Page.GetByRoleOptions().setName(name).setExact(true))
                        .count()
                > 0;
    }

    /** Fills in the form of a new read-only key and sends it; the key itself. */
    String makeKey(String name) {
        visit("/settings/api-keys/new");
        fill("Name", name);
        press("Create key");
        heads("Your new key");
        return secret();
    }

    /** The secret that the page shows. */
    String secret() {
        return page.locator("#secret").inputValue();
    }

    /** The id of the key that the page speaks of. */
    String keyId() {
        Matcher matcher = ID.matcher(page.content());
        assertThat(matcher.find()).as("a key's id on %s", page.url()).isTrue();
        return matcher.group(1);
    }

    /** Keeps a picture in each look, and fails if axe finds anything or the page is wider than the window. */
    Desk inspect(String name) {
        for (Look look : language.equals(ENGLISH) ? Look.values() : new Look[] {Look.LIGHT, Look.PHONE}) {
            look.show(page);
            page.screenshot(new Page.ScreenshotOptions()
                    .setFullPage(true)
                    .setType(ScreenshotType.JPEG)
                    .setPath(PICTURES.resolve(language).resolve(look.folder()).resolve(name + ".jpg")));
            String where = name + " in " + look + " in " + language;
            assertThat(Axe.violations(page, look.rules(!language.equals(ENGLISH))))
                    .as("axe on %s", where)
                    .isEmpty();
            int width = ((Number) page.evaluate("document.documentElement.scrollWidth")).intValue();
            assertThat(width).as("width of %s", where).isLessThanOrEqualTo(look.width());
        }
        Look.LIGHT.show(page);
        return this;
    }

    @Override
    public void close() {
        context.close();
        assertThat(complaints).as("what the browser complained of").allMatch(Desk::expected);
    }

    /** The status of a refused form is an error to the browser, and so is a list that doesn't come, which htmx notes too. */
    private static boolean expected(String complaint) {
        return complaint.startsWith("Failed to load resource")
                || complaint.startsWith("htmx:sendError")
                || complaint.startsWith("htmx:afterRequest");
    }
}
