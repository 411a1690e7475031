package io.hania.access.admin.key;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an operator wants a key to be.
 *
 * @param expiresAt the end; null for never
 * @param rateLimit calls an hour; null for no limit
 */
public record KeyWish(
        String name,
        List<String> abilities,
        @Nullable Instant expiresAt,
        @Nullable Integer rateLimit) {
    private static final int LONGEST_NAME = 100;
    private static final int HIGHEST_LIMIT = 100_000_000;

    /** A form read: either a wish or what is wrong with it, the name of a message by field. */
    public sealed interface Reading {
        /** The form is in order. */
        record Good(KeyWish wish) implements Reading {}

        /** The form needs another look. */
        record Faulty(Map<String, String> faults) implements Reading {}
    }

    /**
     * @param kept the end that the key has already, for {@code expiry=keep}; null for none
     */
    static Reading read(KeyForm form, AbilityGrid grid, @Nullable Instant kept) {
        Map<String, String> faults = new LinkedHashMap<>();
        String name = KeyForm.text(form.name);
        if (name.isEmpty() || name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            faults.put("name", name.isEmpty() ? "name-missing" : "name-unfit");
        }
        List<String> abilities = abilities(form, grid);
        if (abilities.isEmpty() || !grid.grantable(abilities)) {
            faults.put("ability", abilities.isEmpty() ? "ability-missing" : "ability-unknown");
        }
        Instant end = form.expiry().equals("keep") ? kept : end(form, faults);
        Integer limit = limit(KeyForm.text(form.rateLimit), faults);
        return faults.isEmpty()
                ? new Reading.Good(new KeyWish(name, abilities, end, limit))
                : new Reading.Faulty(faults);
    }

    private static List<String> abilities(KeyForm form, AbilityGrid grid) {
        return switch (form.access()) {
            case "all" -> List.of("*");
            case "read-only" -> grid.reading();
            default -> List.copyOf(new LinkedHashSet<>(form.abilities()));
        };
    }

    private static @Nullable Instant end(KeyForm form, Map<String, String> faults) {
        switch (form.expiry()) {
            case "never" -> {
                return null;
            }
            case "7", "30", "90", "365" -> {
                return Instant.now()
                        .truncatedTo(ChronoUnit.SECONDS)
                        .plus(Integer.parseInt(form.expiry()), ChronoUnit.DAYS);
            }
            default -> {
                return date(KeyForm.text(form.expiresOn), faults);
            }
        }
    }

    /** The end of a day, in UTC. */
    private static @Nullable Instant date(String text, Map<String, String> faults) {
        try {
            LocalDate day = LocalDate.parse(text);
            Instant end = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
            if (end.isBefore(Instant.now()) || day.getYear() > 9000) {
                faults.put("expires_on", "date-past");
            }
            return end;
        } catch (DateTimeParseException e) {
            faults.put("expires_on", "date-unfit");
            return null;
        }
    }

    private static @Nullable Integer limit(String text, Map<String, String> faults) {
        if (text.isEmpty()) {
            return null;
        }
        if (!text.matches("[1-9]\\d{0,8}") || Integer.parseInt(text) > HIGHEST_LIMIT) {
            faults.put("rate_limit", "limit-unfit");
            return null;
        }
        return Integer.valueOf(text);
    }
}
