package io.hania.access.admin.creation;

import io.hania.access.admin.key.AbilityGrid;
import io.hania.access.admin.key.KeyWish;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jboss.resteasy.reactive.RestForm;
import org.jspecify.annotations.Nullable;

/** The fields of the form that creates or edits a key, as they were sent. */
public class KeyForm {
    private static final int LONGEST_NAME = 100;
    private static final int HIGHEST_LIMIT = 100_000_000;

    /** What the key is for. */
    @RestForm
    public @Nullable String name;

    /** {@code all}, {@code read-only} or {@code custom}. */
    @RestForm
    public @Nullable String access;

    /** The abilities ticked; they count with {@code custom} only. */
    @RestForm
    public @Nullable List<String> ability;

    /** {@code 7}, {@code 30}, {@code 90}, {@code 365} days, {@code date} or {@code never}. */
    @RestForm
    public @Nullable String expiry;

    /** The last day, {@code yyyy-MM-dd}; counts with {@code date} only. */
    @RestForm("expires_on")
    public @Nullable String expiresOn;

    /** Calls an hour; empty for no limit. */
    @RestForm("rate_limit")
    public @Nullable String rateLimit;

    /** A token that makes a form sent twice one creation. */
    @RestForm
    public @Nullable String once;

    /** The operator's password, if it has to be given again. */
    @RestForm
    public @Nullable String password;

    /** A form as it is first shown, perhaps filled in from a link. */
    static KeyForm fresh(@Nullable String preset, @Nullable String name, String once) {
        KeyForm form = new KeyForm();
        form.name = name;
        form.access = preset;
        form.expiry = "90";
        form.once = once;
        return form;
    }

    /** The chosen access; read-only unless said otherwise. */
    public String access() {
        return Objects.requireNonNullElse(access, "read-only");
    }

    /** The chosen expiry; 90 days unless said otherwise. */
    public String expiry() {
        return Objects.requireNonNullElse(expiry, "90");
    }

    /** The ticked abilities. */
    public List<String> abilities() {
        return ability == null ? List.of() : ability;
    }

    /** Whether this ability is ticked. */
    public boolean ticked(String name) {
        return abilities().contains(name);
    }

    /** A field's text, never null. */
    public static String text(@Nullable String field) {
        return field == null ? "" : field.strip();
    }

    /** A form read: either a wish or what is wrong with it, the name of a message by field. */
    sealed interface Reading {
        /** The form is in order. */
        record Good(KeyWish wish) implements Reading {}

        /** The form needs another look. */
        record Faulty(Map<String, String> faults) implements Reading {}
    }

    /**
     * What the form says.
     *
     * @param kept the end that the key has already, for {@code expiry=keep}; null for none
     */
    Reading read(AbilityGrid grid, @Nullable Instant kept) {
        Map<String, String> faults = new LinkedHashMap<>();
        String wanted = text(name);
        if (wanted.isEmpty() || wanted.length() > LONGEST_NAME || wanted.chars().anyMatch(Character::isISOControl)) {
            faults.put("name", wanted.isEmpty() ? "name-missing" : "name-unfit");
        }
        List<String> chosen = chosen(grid);
        if (chosen.isEmpty() || !grid.grantable(chosen)) {
            faults.put("ability", chosen.isEmpty() ? "ability-missing" : "ability-unknown");
        }
        Instant end = expiry().equals("keep") ? kept : end(faults);
        Integer limit = limit(text(rateLimit), faults);
        return faults.isEmpty()
                ? new Reading.Good(new KeyWish(wanted, chosen, end, limit))
                : new Reading.Faulty(faults);
    }

    private List<String> chosen(AbilityGrid grid) {
        return switch (access()) {
            case "all" -> List.of("*");
            case "read-only" -> grid.reading();
            default -> List.copyOf(new LinkedHashSet<>(abilities()));
        };
    }

    private @Nullable Instant end(Map<String, String> faults) {
        switch (expiry()) {
            case "never" -> {
                return null;
            }
            case "7", "30", "90", "365" -> {
                return Instant.now().truncatedTo(ChronoUnit.SECONDS).plus(Integer.parseInt(expiry()), ChronoUnit.DAYS);
            }
            default -> {
                return date(text(expiresOn), faults);
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
