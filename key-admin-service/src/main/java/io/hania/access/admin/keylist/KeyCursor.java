package io.hania.access.admin.keylist;

import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.Base64;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The last line of a page of the list: where the next begins, even if keys were added or removed meanwhile.
 *
 * @param value what the list is ordered by, as PostgreSQL writes it
 */
public record KeyCursor(String value, UUID id) {
    private static final int ID_LENGTH = 36;
    private static final int LONGEST = 600;
    private static final DateTimeFormatter MOMENT = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 6, true)
            .appendPattern("[xxx][x]")
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    /** The cursor in an address. */
    public String text() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString((id + value).getBytes(StandardCharsets.UTF_8));
    }

    static @Nullable KeyCursor parse(@Nullable String text, KeyFilter.Order order) {
        if (text == null || text.isEmpty() || text.length() > LONGEST) {
            return null;
        }
        try {
            String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            UUID id = UUID.fromString(plain.substring(0, ID_LENGTH));
            String value = plain.substring(ID_LENGTH);
            boolean fits = order.moment() ? isMoment(value) : value.indexOf('\0') < 0;
            return fits ? new KeyCursor(value, id) : null;
        } catch (IllegalArgumentException | IndexOutOfBoundsException malformed) {
            return null;
        }
    }

    private static boolean isMoment(String value) {
        if (value.equals("infinity") || value.equals("-infinity")) {
            return true;
        }
        try {
            OffsetDateTime.parse(value, MOMENT);
            return true;
        } catch (DateTimeParseException malformed) {
            return false;
        }
    }
}
