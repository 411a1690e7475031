package io.hania.access.admin.page;

import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Moments and numbers in words, in English or German. Times are told in UTC, and say so. */
enum Moments {
    ENGLISH(Locale.UK, "never", "just now", "%s ago", "in %s", "min", "h", "d", "d MMM yyyy"),
    GERMAN(Locale.GERMANY, "nie", "gerade eben", "vor %s", "in %s", "Min.", "Std.", "T.", "d. MMM yyyy");

    private final Locale locale;
    private final String never;
    private final String now;
    private final String past;
    private final String future;
    private final String minutes;
    private final String hours;
    private final String days;
    private final DateTimeFormatter day;
    private final DateTimeFormatter exact;

    Moments(
            Locale locale,
            String never,
            String now,
            String past,
            String future,
            String minutes,
            String hours,
            String days,
            String day) {
        this.locale = locale;
        this.never = never;
        this.now = now;
        this.past = past;
        this.future = future;
        this.minutes = minutes;
        this.hours = hours;
        this.days = days;
        this.day = DateTimeFormatter.ofPattern(day, locale).withZone(ZoneOffset.UTC);
        this.exact =
                DateTimeFormatter.ofPattern(day + ", HH:mm:ss 'UTC'", locale).withZone(ZoneOffset.UTC);
    }

    static Moments of(String language) {
        return language.equals("de") ? GERMAN : ENGLISH;
    }

    String ago(@Nullable Instant moment, Instant at) {
        if (moment == null) {
            return never;
        }
        Duration distance = Duration.between(moment, at);
        if (distance.abs().compareTo(Duration.ofMinutes(1)) < 0) {
            return now;
        }
        // What is ahead is rounded up: a key made for 24 hours ends "in 24 h", not "in 23 h".
        return distance.isNegative()
                ? future.formatted(words(distance.negated().plusMinutes(1)))
                : past.formatted(words(distance));
    }

    private String words(Duration distance) {
        if (distance.toHours() < 1) {
            return distance.toMinutes() + " " + minutes;
        }
        return distance.toDays() < 2 ? distance.toHours() + " " + hours : number(distance.toDays()) + " " + days;
    }

    String exact(@Nullable Instant moment) {
        return moment == null ? never : exact.format(moment);
    }

    String day(@Nullable Instant moment) {
        return moment == null ? never : day.format(moment);
    }

    String number(long number) {
        return NumberFormat.getIntegerInstance(locale).format(number);
    }
}
