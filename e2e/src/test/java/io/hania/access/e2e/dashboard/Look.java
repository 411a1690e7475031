package io.hania.access.e2e.dashboard;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.Locale;

/** How somebody looks at the dashboard. */
enum Look {
    LIGHT(1280, 900, ColorScheme.LIGHT),
    DARK(1280, 900, ColorScheme.DARK),
    PHONE(375, 812, ColorScheme.LIGHT);

    private final int width;
    private final int height;
    private final ColorScheme scheme;

    Look(int width, int height, ColorScheme scheme) {
        this.width = width;
        this.height = height;
        this.scheme = scheme;
    }

    /** The browser's settings for it. */
    Browser.NewContextOptions options() {
        return new Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setColorScheme(scheme)
                .setLocale("en-GB");
    }

    /** Colours are all that differs in the dark, and sizes on a phone; everything else axe has seen by light. */
    AxeBuilder narrow(AxeBuilder axe) {
        return switch (this) {
            case LIGHT -> axe;
            case DARK -> axe.withRules(List.of("color-contrast"));
            case PHONE -> axe.withRules(List.of("meta-viewport", "scrollable-region-focusable"));
        };
    }

    /** The name of the folder of its pictures. */
    String folder() {
        return name().toLowerCase(Locale.ROOT);
    }
}
