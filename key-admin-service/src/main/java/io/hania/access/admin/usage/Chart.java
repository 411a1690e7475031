package io.hania.access.admin.usage;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Calls over time as stacked bars, drawn into a picture of 720 by 160, beside the same as rows for a table.
 *
 * @param total all calls
 * @param refused those that were not forwarded
 * @param most the calls of the tallest bar
 */
public record Chart(List<Bar> bars, List<Row> rows, long total, long refused, long most) {
    static final int WIDTH = 720;
    static final int HEIGHT = 160;

    /** One step's bar, as parts one upon the other. */
    public record Bar(String label, long calls, List<Part> parts, String x, String width) {}

    /** One part of a bar: {@code kind} is its class in the style sheet. */
    public record Part(String kind, String y, String height) {}

    /** One step's calls. */
    public record Row(String label, long allowed, long limited, long missing, long refused, long other) {
        /** All calls of the step. */
        public long calls() {
            return allowed + limited + missing + refused + other;
        }
    }

    static Chart of(List<Row> rows) {
        long most = Math.max(1, rows.stream().mapToLong(Row::calls).max().orElse(0));
        double width = (double) WIDTH / Math.max(1, rows.size());
        List<Bar> bars = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            bars.add(new Bar(row.label(), row.calls(), parts(row, most), text(i * width + 1), text(width - 2)));
        }
        long total = rows.stream().mapToLong(Row::calls).sum();
        long allowed = rows.stream().mapToLong(Row::allowed).sum();
        return new Chart(bars, rows, total, total - allowed, most);
    }

    private static List<Part> parts(Row row, long most) {
        List<Part> parts = new ArrayList<>();
        double y = HEIGHT;
        String[] kinds = {"allowed", "limited", "missing", "refused", "other"};
        long[] calls = {row.allowed(), row.limited(), row.missing(), row.refused(), row.other()};
        for (int i = 0; i < kinds.length; i++) {
            if (calls[i] > 0) {
                double height = Math.max(1.5, calls[i] * (HEIGHT - 8.0) / most);
                y -= height;
                parts.add(new Part(kinds[i], text(Math.max(0, y)), text(height)));
            }
        }
        return parts;
    }

    /** The share of refused calls, such as {@code 3.2 %}. */
    public String share() {
        double share = total == 0 ? 0 : 100.0 * refused / total;
        return String.format(Locale.ROOT, share > 0 && share < 10 ? "%.1f %%" : "%.0f %%", share);
    }

    private static String text(double number) {
        return String.format(Locale.ROOT, "%.1f", number);
    }
}
