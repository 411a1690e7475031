package io.hania.access.e2e.dashboard;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Runs axe on a page as often as one likes, and brings it there once. */
final class Axe {
    private static final String SCRIPT = script();
    // Frames hold the widget's preview, which the widget's own tests look at.
    private static final String RUN = """
            async (narrowed) => {
              const result = await axe.run(document, { iframes: false, resultTypes: ['violations'], ...narrowed });
              return result.violations.map(({ id, help, nodes }) =>
                `${id}: ${help}: ${nodes.map(({ html, any }) => html + ' ' + any.map((each) => each.message)).join('\\n')}`);
            }
            """;

    private Axe() {}

    /** What it finds, by the rules that its options name or by all. */
    static List<?> violations(Page page, Map<String, Object> options) {
        if (!Boolean.TRUE.equals(page.evaluate("'axe' in window"))) {
            page.evaluate(SCRIPT);
        }
        return (List<?>) page.evaluate(RUN, options);
    }

    private static String script() {
        try (InputStream file = Objects.requireNonNull(AxeBuilder.class.getResourceAsStream("/axe.min.js"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
