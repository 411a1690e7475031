package io.hania.access.e2e.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.Map;

/** Somebody with a keyboard and nothing else. Wherever the focus stops it can be seen, and it only goes forward. */
final class Keyboard {
    private static final int MOST_STOPS = 80;
    private static final String STOP = """
            () => {
              const at = document.activeElement;
              const before = window.lastStop;
              window.lastStop = at;
              const marked = [at, at.labels?.[0]].filter(Boolean);
              const look = () => marked.map((each) => {
                const { outline, boxShadow, borderColor, backgroundColor } = getComputedStyle(each);
                return [outline, boxShadow, borderColor, backgroundColor];
              }).join();
              const focused = look();
              at.blur();
              const seen = look() !== focused;
              at.focus({ preventScroll: true });
              const box = at.getBoundingClientRect();
              return {
                name: (at.getAttribute('aria-label') ?? (at.labels?.[0] ?? at).textContent).replace(/\\s+/g, ' ').trim(),
                seen: seen && box.width > 1 && box.bottom > 0 && box.top < innerHeight,
                forward: !before?.isConnected || Boolean(before.compareDocumentPosition(at) & Node.DOCUMENT_POSITION_FOLLOWING),
              };
            }
            """;

    private final Page page;

    Keyboard(Page page) {
        this.page = page;
    }

    /** Goes on until something whose name begins so has the focus. */
    Keyboard to(String name) {
        for (int stop = 0; stop < MOST_STOPS; stop++) {
            press("Tab");
            Map<?, ?> at = (Map<?, ?>) page.evaluate(STOP);
            String where = String.valueOf(at.get("name"));
            assertThat(at.get("seen")).as("the focus can be seen on %s", where).isEqualTo(true);
            assertThat(at.get("forward"))
                    .as("%s comes after what was before it", where)
                    .isEqualTo(true);
            if (where.startsWith(name)) {
                return this;
            }
        }
        throw new AssertionError(name + " is not within " + MOST_STOPS + " stops on " + page.url());
    }

    /** Jumps over the menu of a page that was just opened, by its first link. */
    Keyboard skip() {
        press("Tab");
        assertThat(page.evaluate("document.activeElement.className")).isEqualTo("skip");
        press("Enter");
        assertThat(page.evaluate("document.activeElement.id")).isEqualTo("content");
        return this;
    }

    Keyboard press(String key) {
        page.keyboard().press(key);
        return this;
    }

    Keyboard type(String text) {
        page.keyboard().type(text);
        return this;
    }
}
