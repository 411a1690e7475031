package io.hania.access.e2e.widget;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import io.hania.access.e2e.Chromium;
import io.hania.access.e2e.HaniaSystem;
import org.junit.jupiter.api.Test;

/** The two sites that {@code ./run} shows: nothing about them is made up, not even their addresses. */
class DemoSitesTest {
    private final HaniaSystem system = HaniaSystem.shared();

    @Test
    void theChatWorksOnTheAllowedSiteAndNotOnTheOther() {
        try (Chromium chromium = new Chromium()) {
            Page good = open(chromium, system.fact("DEMO_URL"));
            good.locator("hania-widget textarea").fill("is it open?");
            good.locator("hania-widget textarea").press("Enter");
            assertThat(good.locator("hania-widget .line.bot p").last()).hasText("You said: is it open?");

            Page bad = open(chromium, system.fact("OTHER_DEMO_URL"));
            assertThat(bad.locator("hania-widget .notice")).containsText("isn’t set up for this website");
            assertThat(bad.locator("hania-widget textarea")).isDisabled();
        }
    }

    private static Page open(Chromium chromium, String address) {
        Page page = chromium.page();
        page.navigate(address);
        page.locator("hania-widget .launcher").click();
        return page;
    }
}
