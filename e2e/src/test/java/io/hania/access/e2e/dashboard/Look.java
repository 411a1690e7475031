package io.hania.access.e2e.dashboard;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How somebody looks at a page. */
enum Look {
    LIGHT(1280, 900, ColorScheme.LIGHT, Map.of()),
    /** Colours are all that differs; everything else axe has seen by light. */
    DARK(1280, 900, ColorScheme.DARK, Map.of("runOnly", List.of("color-contrast"))),
    PHONE(375, 812, ColorScheme.LIGHT, Map.of("runOnly", List.of("meta-viewport", "scrollable-region-focusable")));

    private final int width;
    private final int height;
    private final ColorScheme scheme;
    private final Map<String, Object> rules;

    Look(int width, int height, ColorScheme scheme, Map<String, Object> rules) {
        this.width = width;
        this.height = height;
        this.scheme = scheme;
        this.rules = rules;
    }

    /** Shows the page that is open in this look. */
    void show(Page page) {
        page.setViewportSize(width, height);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        page.evaluate("scrollTo(0, 0)");
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /** For axe: the rules that may find something in this look alone. In another language the colours are the same. */
    Map<String, Object> rules(boolean seenInEnglish) {
        return this == LIGHT && seenInEnglish
                ? Map.of("rules", Map.of("color-contrast", Map.of("enabled", false)))
                : rules;
    }

    /** The name of the folder of its pictures. */
    String folder() {
        return name().toLowerCase(Locale.ROOT);
    }
}
