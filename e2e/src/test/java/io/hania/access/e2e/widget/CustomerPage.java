package io.hania.access.e2e.widget;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.ElementHandle;
import com.microsoft.playwright.Frame;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A customer's page with the snippet. Its origin is whatever the test wants, for the browser gets the document from the
 * test; all that the script does goes to the real gateway.
 */
public final class CustomerPage {
    public final Page page;
    final List<String> console = new ArrayList<>();
    private final String gateway;
    private String key;
    private String root = "lang=\"en\"";
    private String head = "";
    private String policy = "";
    private String copied = "";

    CustomerPage(Page page, String gateway, String key) {
        this.page = page;
        this.gateway = gateway;
        this.key = key;
        page.onConsoleMessage(message -> console.add(message.text()));
    }

    /** A page that carries the snippet as somebody copied it. */
    public static CustomerPage carrying(Page page, String snippet) {
        CustomerPage customer = new CustomerPage(page, "", "");
        customer.copied = snippet;
        return customer;
    }

    /** Attributes of the root element. */
    CustomerPage withRoot(String attributes) {
        root = attributes;
        return this;
    }

    CustomerPage withHead(String html) {
        head = html;
        return this;
    }

    CustomerPage withPolicy(String value) {
        policy = value;
        return this;
    }

    CustomerPage withKey(String value) {
        key = value;
        return this;
    }

    public CustomerPage open(String address) {
        serve(address, html(snippet()));
        page.navigate(address);
        return this;
    }

    /** The snippet in a sandboxed frame, whose origin is {@code null}. */
    Frame openSandboxed(String address) {
        String inner = html(snippet()).replace("\"", "&quot;");
        serve(address, html("<iframe sandbox=\"allow-scripts\" srcdoc=\"" + inner + "\"></iframe>"));
        page.navigate(address);
        ElementHandle frame = page.waitForSelector("iframe");
        return frame.contentFrame();
    }

    public void openChat() {
        page.locator("hania-widget .launcher").click();
        page.locator("hania-widget textarea").waitFor();
    }

    public void say(String message) {
        assertThat(page.locator("hania-widget .go.stop")).hasCount(0); // while an answer comes in, Enter sends nothing
        page.locator("hania-widget textarea").fill(message);
        page.locator("hania-widget textarea").press("Enter");
    }

    public Locator notice() {
        return page.locator("hania-widget .notice");
    }

    /** Something within the widget. */
    public Locator in(String selector) {
        return page.locator("hania-widget " + selector);
    }

    /** A computed property of something within the widget. */
    String style(String selector, String property) {
        return String.valueOf(in(selector).first().evaluate("(e, name) => getComputedStyle(e)[name]", property));
    }

    public Locator answers() {
        return page.locator("hania-widget .line.bot p");
    }

    private String snippet() {
        return !copied.isEmpty()
                ? copied
                : "<script async src=\"" + gateway + "/widget.js\" data-key=\"" + key + "\"></script>";
    }

    private String html(String body) {
        return "<!doctype html><html " + root
                + "><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>Shop</title>"
                + head + "</head><body><main><h1>Shop</h1>" + body + "</main></body></html>";
    }

    private void serve(String address, String html) {
        Map<String, String> headers = new HashMap<>();
        headers.put("Content-Type", "text/html; charset=utf-8");
        if (!policy.isEmpty()) {
            headers.put("Content-Security-Policy", policy);
        }
        page.route(
                address,
                route -> route.fulfill(new Route.FulfillOptions()
                        .setStatus(200)
                        .setHeaders(headers)
                        .setBody(html)));
    }
}
