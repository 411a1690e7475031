package io.hania.access.admin.usage;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** How far back a chart looks, and in which steps; all in UTC. */
public enum Span {
    HOUR("hour", 48, ChronoUnit.HOURS, "d MMM, HH:mm"),
    DAY("day", 30, ChronoUnit.DAYS, "d MMM"),
    MONTH("month", 12, ChronoUnit.MONTHS, "MMM yyyy");

    private final String unit;
    private final int steps;
    private final ChronoUnit step;
    private final String pattern;

    Span(String unit, int steps, ChronoUnit step, String pattern) {
        this.unit = unit;
        this.steps = steps;
        this.step = step;
        this.pattern = pattern;
    }

    /** The span of a name in an address; days unless understood. */
    public static Span of(@Nullable String id) {
        for (Span span : values()) {
            if (span.id().equals(id)) {
                return span;
            }
        }
        return DAY;
    }

    /** The name in addresses. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The step as PostgreSQL's {@code date_trunc} calls it. */
    String unit() {
        return unit;
    }

    /** The beginnings of all steps until now, the oldest first. */
    List<LocalDateTime> beginnings(LocalDateTime now) {
        LocalDateTime last = this == MONTH ? now.truncatedTo(ChronoUnit.DAYS).withDayOfMonth(1) : now.truncatedTo(step);
        return IntStream.range(0, steps)
                .mapToObj(i -> last.minus(steps - 1L - i, step))
                .toList();
    }

    /** A step's beginning as people write it. */
    String label(LocalDateTime beginning, Locale locale) {
        return DateTimeFormatter.ofPattern(pattern, locale).format(beginning);
    }

    static LocalDateTime now() {
        return LocalDateTime.now(ZoneOffset.UTC);
    }
}
