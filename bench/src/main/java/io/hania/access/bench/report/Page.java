package io.hania.access.bench.report;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes {@code docs/performance.md} and its plots from what the runs have left behind. */
public final class Page {
    private static final String BEGIN = "<!-- generated: ";
    private static final String END = "<!-- end -->";

    private Page() {}

    /**
     * Renews the generated parts of the page; what people wrote around them stays.
     *
     * @param work where the results are
     */
    public static void write(Path project, Path work) throws IOException {
        Path page = project.resolve("docs/performance.md");
        String text = Files.readString(page);
        text = part(text, "comparison", work.resolve("comparison.json"), new ComparisonTables(project)::write);
        text = part(text, "growth", work.resolve("growth.json"), new GrowthTables(project)::write);
        text = part(text, "profile", work.resolve("profile.json"), ProfileTables::write);
        text = part(text, "link", work.resolve("link.json"), LinkTable::write);
        Files.writeString(page, text);
    }

    private static String part(String text, String name, Path results, Tables tables) throws IOException {
        String begin = BEGIN + name + " -->";
        int from = text.indexOf(begin);
        if (from < 0 || !Files.exists(results)) {
            return text;
        }
        int to = text.indexOf(END, from);
        String made = tables.write(new JsonObject(Files.readString(results)));
        return text.substring(0, from + begin.length()) + "\n" + made.strip() + "\n" + text.substring(to);
    }

    /** Makes tables, and plots beside them. */
    interface Tables {
        String write(JsonObject results) throws IOException;
    }
}
