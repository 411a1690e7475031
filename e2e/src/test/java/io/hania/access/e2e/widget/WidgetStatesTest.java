package io.hania.access.e2e.widget;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import io.hania.access.e2e.Chromium;
import io.hania.access.e2e.HaniaSystem;
import java.util.Base64;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** How the widget looks to different people, and what it says when something is wrong. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WidgetStatesTest {
    private static final String SHOP = "https://shop.example.com/";
    private static final String PIXEL =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==";

    private final HaniaSystem system = HaniaSystem.shared();
    private final String gateway = system.fact("GATEWAY_URL");
    private final Chromium chromium = new Chromium("--disable-features=LocalNetworkAccessChecks");
    private final WidgetKey key = WidgetKey.of(system, "shop.example.com");

    @BeforeAll
    void bePatient() {
        com.microsoft.playwright.assertions.PlaywrightAssertions.setDefaultAssertionTimeout(30_000);
    }

    @AfterAll
    void closeTheBrowser() {
        chromium.close();
    }

    private CustomerPage page() {
        return new CustomerPage(chromium.page(), gateway, key.value());
    }

    private static void axeFindsNothing(CustomerPage shop) {
        var found = new AxeBuilder(shop.page).analyze().getViolations();
        assertThat(found).as(found.toString()).isEmpty();
    }

    @Nested
    class Fits {
        @Test
        void aPhoneByFillingItsWindow() {
            CustomerPage shop = page();
            shop.page.setViewportSize(390, 844);
            shop.open(SHOP).openChat();
            shop.say("small");
            assertThat(shop.answers().last()).hasText("You said: small");
            BoundingBox panel = shop.in(".panel").boundingBox();
            assertThat(panel.width).isEqualTo(390);
            assertThat(panel.height).isEqualTo(844);
            assertThat(shop.in(".launcher")).isHidden();
            // Below 16 px, phones zoom in on a field that is typed into.
            assertThat(shop.style("textarea", "fontSize")).isEqualTo("16px");
            axeFindsNothing(shop);
            shop.in("header .close").click();
            assertThat(shop.in(".launcher")).isVisible();
        }

        @Test
        void readingFromRightToLeft() {
            CustomerPage shop = page().withRoot("lang=\"ar\" dir=\"rtl\"").open(SHOP);
            shop.openChat();
            assertThat(shop.style(".panel", "direction")).isEqualTo("rtl");
            assertThat(shop.in("header .close")).hasAttribute("aria-label", "إغلاق الدردشة");
            BoundingBox title = shop.in("h2").boundingBox();
            assertThat(shop.in("header .close").boundingBox().x).isLessThan(title.x);
            assertThat(shop.in("form .go").boundingBox().x)
                    .isLessThan(shop.in("textarea").boundingBox().x);
            shop.say("مرحبا");
            assertThat(shop.answers().last()).containsText("مرحبا");
            axeFindsNothing(shop);
        }

        @Test
        void eyesThatWantNoMotion() {
            CustomerPage shop = page();
            shop.page.emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.REDUCE));
            shop.open(SHOP).openChat();
            shop.say("quiet");
            for (String part : new String[] {".panel", ".line", ".launcher"}) {
                assertThat(shop.style(part, "animationName")).as(part).isEqualTo("none");
                assertThat(shop.style(part, "transitionProperty")).as(part).isEqualTo("none");
            }
        }

        @Test
        void theDark() {
            CustomerPage shop = page();
            shop.page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
            shop.open(SHOP).openChat();
            shop.say("night");
            assertThat(shop.answers().last()).hasText("You said: night");
            assertThat(shop.style(".panel", "backgroundColor")).isEqualTo("rgb(15, 23, 42)");
            axeFindsNothing(shop);
        }

        @Test
        void thePagesLanguage() {
            CustomerPage shop = page().withRoot("lang=\"de-AT\"").open(SHOP);
            assertThat(shop.in(".launcher")).hasAttribute("aria-label", "Chat öffnen");
            shop.openChat();
            assertThat(shop.in("footer")).containsText("Automatische Antworten können falsch sein");
        }
    }

    @Nested
    class Says {
        @Test
        void thatTheVisitorIsOfflineAndGoesOnAfterwards() {
            CustomerPage shop = page().open(SHOP);
            shop.openChat();
            shop.page.context().setOffline(true);
            shop.say("still here");
            assertThat(shop.notice()).containsText("You seem to be offline");
            axeFindsNothing(shop);
            shop.page.context().setOffline(false);
            shop.notice().locator("button").click();
            assertThat(shop.answers().last()).hasText("You said: still here");
            assertThat(shop.notice()).isEmpty();
        }

        @Test
        void whenToTryAgainAfterTheLimit() {
            WidgetKey small = WidgetKey.of(system, "bot_support", "shop.example.com", 2);
            CustomerPage shop = page().withKey(small.value()).open(SHOP);
            shop.openChat();
            shop.say("the second call");
            assertThat(shop.answers().last()).hasText("You said: the second call");
            shop.say("the third call");
            assertThat(shop.notice()).containsText(Pattern.compile("Please try again in about \\d+ minutes"));
            assertThat(shop.notice().locator("button")).hasText("Try again");
            axeFindsNothing(shop);
        }
    }

    @Test
    void everyFieldOfTheLookTakesEffect() {
        String look = """
                {"bot_id":"bot_sales","theme_color":"#facc15","position":"bottom-left","greeting_text":"Ahoy <b>there</b>",
                 "welcome_message":"Welcome aboard","avatar_url":"https://cdn.example/a.png","show_branding":false,
                 "widget_title":"The crew","placeholder_text":"Say it"}
                """;
        var saved = system.api()
                .send(system.api()
                        .request("/api/v1/widgets/customization", system.fact("API_KEY"))
                        .header("Content-Type", "application/json")
                        .PUT(java.net.http.HttpRequest.BodyPublishers.ofString(look))
                        .build());
        assertThat(saved.statusCode()).as(saved.body()).isEqualTo(200);
        WidgetKey sales = WidgetKey.of(system, "bot_sales", "shop.example.com", 100);
        CustomerPage shop = page().withKey(sales.value());
        shop.page.route(
                "https://cdn.example/a.png",
                route -> route.fulfill(new Route.FulfillOptions()
                        .setContentType("image/png")
                        .setBodyBytes(Base64.getDecoder().decode(PIXEL))));
        shop.open(SHOP);
        assertThat(shop.in(".greeting .say")).hasText("Ahoy <b>there</b>");
        assertThat(shop.style(".launcher", "backgroundColor")).isEqualTo("rgb(250, 204, 21)");
        assertThat(shop.style(".launcher", "color")).isEqualTo("rgb(11, 16, 32)");
        assertThat(shop.in(".launcher").boundingBox().x).isLessThan(100);
        shop.openChat();
        assertThat(shop.in("h2")).hasText("The crew");
        assertThat(shop.answers().first()).hasText("Welcome aboard");
        assertThat(shop.in("textarea")).hasAttribute("placeholder", "Say it");
        assertThat(shop.in(".face img")).hasAttribute("src", "https://cdn.example/a.png");
        assertThat(shop.in("footer")).not().containsText("Hania");
        axeFindsNothing(shop);
    }

    @Test
    void showsTheServerTheTokenThatThisVisitorWasGiven() {
        CustomerPage shop = page().open(SHOP);
        shop.openChat();
        String given = (String) shop.page.evaluate("() => sessionStorage.getItem('hania-visitor')");
        assertThat(given).hasSize(39);
        var call = shop.page.waitForRequest(
                request -> request.url().endsWith("/chat/send-stream"), () -> shop.say("it is me"));
        assertThat(call.headerValue("X-Hania-Visitor")).isEqualTo(given);
        assertThat(call.headerValue("Cookie")).isNull();
    }
}
