package io.hania.access.e2e.widget;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Frame;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import io.hania.access.e2e.Chromium;
import io.hania.access.e2e.HaniaSystem;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WidgetInBrowserTest {
    private static final String SHOP = "https://shop.example.com/";
    private static final Pattern RELEASE = Pattern.compile("\"(/widget/[^/\"]+)/ui\\.js");

    private final HaniaSystem system = HaniaSystem.shared();
    private final String gateway = system.fact("GATEWAY_URL");
    private final Chromium chromium = new Chromium(
            "--disable-features=LocalNetworkAccessChecks,BlockInsecurePrivateNetworkRequests,HttpsUpgrades");
    private String key = "";

    @BeforeAll
    void makeAKey() {
        com.microsoft.playwright.assertions.PlaywrightAssertions.setDefaultAssertionTimeout(30_000);
        key = WidgetKey.of(system, "shop.example.com").value();
    }

    @AfterAll
    void closeTheBrowser() {
        chromium.close();
    }

    private CustomerPage page() {
        return new CustomerPage(chromium.page(), gateway, key);
    }

    @Nested
    class OnAnAllowedPage {
        @Test
        void streamsAnAnswerPieceByPiece() {
            CustomerPage shop = page().open(SHOP);
            shop.openChat();
            shop.page.evaluate("""
                    () => {
                      window.seen = new Set();
                      const log = document.querySelector('hania-widget').shadowRoot.querySelector('.log');
                      new MutationObserver(() => window.seen.add([...log.querySelectorAll('p')].at(-1).textContent))
                        .observe(log, { subtree: true, childList: true, characterData: true });
                    }
                    """);
            shop.say("one two three four five");
            assertThat(shop.answers().last()).hasText("You said: one two three four five");
            assertThat(((Number) shop.page.evaluate("() => window.seen.size")).intValue())
                    .isGreaterThan(3);
        }

        @Test
        void keepsWhatWasSaidWhenThePageIsLoadedAgain() {
            CustomerPage shop = page().open(SHOP);
            shop.openChat();
            shop.say("remember me");
            assertThat(shop.answers().last()).hasText("You said: remember me");
            // An answer is kept when it has ended.
            assertThat(shop.page.locator("hania-widget .go.stop")).hasCount(0);
            shop.page.reload();
            shop.openChat();
            assertThat(shop.answers().last()).hasText("You said: remember me");
        }

        @Test
        void loadsTheChatOnlyWhenItIsOpened() {
            CustomerPage shop = page();
            List<String> asked = new java.util.ArrayList<>();
            shop.page.onRequest(request -> asked.add(request.url()));
            shop.open(SHOP);
            shop.page.locator("hania-widget .launcher").waitFor();
            assertThat(asked).noneMatch(url -> url.endsWith("/ui.js"));
            shop.openChat();
            assertThat(asked).anyMatch(url -> url.endsWith("/ui.js"));
        }

        @Test
        void obeysTheCommandQueueAndLeavesNoTrace() {
            CustomerPage shop =
                    page().withHead("<script>window.hania=[['open']]</script>").open(SHOP);
            shop.page.locator("hania-widget textarea").waitFor();
            shop.page.evaluate("() => hania.push(['close'])");
            assertThat(shop.page.locator("hania-widget .panel")).isHidden();
            shop.page.evaluate("() => hania.destroy()");
            assertThat(shop.page.locator("hania-widget")).hasCount(0);
            assertThat((Boolean) shop.page.evaluate("() => 'hania' in window")).isFalse();
        }

        @Test
        void tellsThePlatformWhoThePageSaysThatTheVisitorIs() {
            CustomerPage shop = page().withHead(
                            "<script>window.hania=[['identify',{id:'4711',name:'Ann',email:'ann@example.com'}]]</script>")
                    .open(SHOP);
            shop.openChat();
            Request call = shop.page.waitForRequest(
                    request -> request.url().endsWith("/chat/send-stream"), () -> shop.say("it is me"));
            assertThat(call.postData())
                    .contains("\"visitor\":{\"id\":\"4711\",\"name\":\"Ann\",\"email\":\"ann@example.com\"}");
            assertThat(shop.answers().last()).hasText("You said: it is me");
        }

        @Test
        void staysWhereASinglePageSiteShowsAnotherPage() {
            CustomerPage shop = page().open(SHOP);
            shop.openChat();
            shop.page.evaluate("""
                    () => {
                      history.pushState({}, '', '/cart');
                      document.body.replaceWith(document.createElement('body'));
                    }
                    """);
            shop.say("from the cart");
            assertThat(shop.answers().last()).hasText("You said: from the cart");
        }

        @Test
        void comesPinnedToARelease() throws GeneralSecurityException {
            String evergreen = system.api().get("/widget.js", "").body();
            Matcher release = RELEASE.matcher(evergreen);
            assertThat(release.find()).isTrue();
            String path = release.group(1) + "/loader.js";
            byte[] digest = MessageDigest.getInstance("SHA-384")
                    .digest(system.api().get(path, "").body().getBytes(StandardCharsets.UTF_8));
            CustomerPage shop = CustomerPage.carrying(
                            chromium.page(),
                            "<script async crossorigin=\"anonymous\" integrity=\"sha384-"
                                    + Base64.getEncoder().encodeToString(digest) + "\" src=\"" + gateway + path
                                    + "\" data-key=\"" + key + "\"></script>")
                    .open(SHOP);
            shop.openChat();
            shop.say("pinned");
            assertThat(shop.answers().last()).hasText("You said: pinned");
        }

        @Test
        void canBeUsedWithTheKeyboardAlone() {
            CustomerPage shop = page().open(SHOP);
            shop.page.locator("hania-widget .launcher").waitFor();
            shop.page.locator("hania-widget .launcher").focus();
            shop.page.keyboard().press("Enter");
            assertThat(shop.page.locator("hania-widget textarea")).isFocused();
            shop.page.keyboard().press("Escape");
            assertThat(shop.page.locator("hania-widget .panel")).isHidden();
            assertThat(shop.page.locator("hania-widget .launcher")).isFocused();
        }

        @Test
        void hasNothingThatAxeFinds() {
            CustomerPage shop = page().open(SHOP);
            shop.openChat();
            shop.say("hello");
            assertThat(shop.answers().last()).hasText("You said: hello");
            var found = new AxeBuilder(shop.page).analyze().getViolations();
            assertThat(found).as(found.toString()).isEmpty();
        }
    }

    @Nested
    class UnderHardConditions {
        @Test
        void worksUnderAStrictPolicy() {
            CustomerPage shop = page().withPolicy(
                            "default-src 'none'; script-src " + gateway + "; connect-src " + gateway)
                    .open(SHOP);
            shop.openChat();
            shop.say("strict");
            assertThat(shop.answers().last()).hasText("You said: strict");
            assertThat(shop.console).noneMatch(line -> line.contains("Content Security Policy"));
        }

        @Test
        void standsHostileStyles() {
            CustomerPage shop = page().withHead("""
                            <style>* { all: unset !important; display: none !important; color: red !important }
                            html, body { display: block !important }
                            hania-widget { transform: scale(3) !important; opacity: 0 !important }</style>
                            """).open(SHOP);
            shop.openChat();
            shop.say("hostile");
            assertThat(shop.answers().last()).hasText("You said: hostile");
            assertThat(shop.page.locator("hania-widget .panel")).isInViewport();
        }

        @Test
        void standsAPollutedPrototype() {
            CustomerPage shop = page().withHead("""
                            <script>Object.assign(Object.prototype, { mode: 'no-cors', method: 'DELETE', headers: { x: 1 },
                              signal: 5, body: 'x', theme_color: 'red', avatar_url: 'http://evil.test/', key: 'x', trouble: 1 });
                            </script>
                            """).open(SHOP);
            shop.openChat();
            shop.say("polluted");
            assertThat(shop.answers().last()).hasText("You said: polluted");
        }

        @Test
        void ignoresMessagesOfOtherWindows() {
            CustomerPage shop = page().open(SHOP);
            shop.page.locator("hania-widget .launcher").waitFor();
            shop.page.evaluate("() => window.postMessage(['open'], '*')");
            shop.page.evaluate("() => window.postMessage({ type: 'hania', command: 'open' }, '*')");
            assertThat(shop.page.locator("hania-widget .panel")).hasCount(0);
        }

        @Test
        void showsTextsAsTexts() {
            CustomerPage shop = page().open(SHOP);
            shop.openChat();
            shop.say("<img src=x onerror=alert(1)>");
            assertThat(shop.answers().last()).hasText("You said: <img src=x onerror=alert(1)>");
            assertThat(shop.page.locator("hania-widget .log img")).hasCount(0);
        }
    }

    @Nested
    class IsBlocked {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "https://foreign.test/",
                    "https://evilshop.example.com/",
                    "https://shop.example.com.evil.test/",
                    "https://example.com/",
                    "https://other.example.com/",
                    "https://shop.example.com:8443/",
                    "http://shop.example.com/",
                })
        void onAnotherOrigin(String address) {
            CustomerPage stranger = page().open(address);
            stranger.openChat();
            assertThat(stranger.notice()).containsText("isn’t set up for this website");
            assertThat(stranger.page.locator("hania-widget textarea")).isDisabled();
            assertThat(stranger.console).anyMatch(line -> line.contains("this key does not allow"));
        }

        @Test
        void inASandboxedFrame() {
            Page page = chromium.page();
            Frame frame = new CustomerPage(page, gateway, key).openSandboxed(SHOP);
            frame.locator("hania-widget .launcher").click();
            assertThat(frame.locator("hania-widget .notice")).containsText("isn’t set up for this website");
        }
    }

    @Test
    void saysThatARevokedKeyIsSwitchedOffFromTheNextMessageOn() {
        WidgetKey key = WidgetKey.of(system, "shop.example.com");
        CustomerPage shop = page().withKey(key.value()).open(SHOP);
        shop.openChat();
        shop.say("before");
        assertThat(shop.answers().last()).hasText("You said: before");
        key.revoke(system);
        shop.say("after");
        assertThat(shop.notice()).containsText("may have been switched off by the owner");
        assertThat(shop.answers().last()).not().hasText("You said: after");
    }
}
