package io.hania.access.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** Small SVG plots, readable on light and dark pages. */
final class Plot {
    private static final int LABELS = 290;
    private static final int LENGTH = 330;
    private static final int ROW = 26;
    private static final int TOP = 34;

    private Plot() {}

    /** Horizontal bars with their values; one of them stands out. */
    static void bars(Path file, String title, Map<String, Double> values, String ours) throws IOException {
        double most =
                values.values().stream().mapToDouble(Double::doubleValue).max().orElse(1);
        int height = TOP + ROW * values.size() + 6;
        StringBuilder svg = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"720\" height=\"%d\" role=\"img\" aria-label=\"%s\">%n"
                        + "<rect width=\"100%%\" height=\"100%%\" fill=\"#fff\"/>%n"
                        + "<g font-family=\"sans-serif\" font-size=\"13\" fill=\"#222\">%n"
                        + "<text x=\"8\" y=\"20\" font-weight=\"bold\">%s</text>%n",
                height,
                title,
                title));
        int y = TOP;
        for (Map.Entry<String, Double> bar : values.entrySet()) {
            double length = LENGTH * bar.getValue() / most;
            svg.append(String.format(
                    Locale.ROOT,
                    "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>"
                            + "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"18\" fill=\"%s\"/>"
                            + "<text x=\"%.1f\" y=\"%d\">%,.0f</text>%n",
                    LABELS - 8,
                    y + 14,
                    bar.getKey(),
                    LABELS,
                    y,
                    length,
                    bar.getKey().equals(ours) ? "#0a7d5a" : "#9aa5b1",
                    LABELS + length + 6,
                    y + 14,
                    bar.getValue()));
            y += ROW;
        }
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, svg.append("</g>\n</svg>\n"));
    }
}
