package io.hania.access.admin.key;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the list shows, and in which order.
 *
 * @param text part of a name or of a display form; empty for any
 * @param show which keys, by state
 * @param after where the page before ended; null for the first page
 */
public record KeyFilter(
        String text, Show show, Order order, @Nullable KeyCursor after) {
    private static final int LONGEST = 100;

    /** Which keys are shown; each has its condition on {@code access.account_key k} and {@code key_activity a}. */
    public enum Show {
        CURRENT("k.status <> 'revoked'"),
        ALL("true"),
        ACTIVE("k.status = 'active' and coalesce(k.expires_at, 'infinity') > now()"),
        EXPIRING(
                "k.status = 'active' and coalesce(k.expires_at, 'infinity') between now() and now() + interval '14 days'"),
        EXPIRED("k.status <> 'revoked' and coalesce(k.expires_at, 'infinity') <= now()"),
        DISABLED("k.status = 'disabled'"),
        EXPOSED("k.status = 'active' and k.id in (select s.key_id from usage.sighting s)"),
        IDLE("k.status = 'active' and a.last_used_at < now() - interval '30 days'"
                + " and k.created_at < now() - interval '30 days'"),
        REVOKED("k.status = 'revoked'");

        private final String condition;

        Show(String condition) {
            this.condition = condition;
        }

        String condition() {
            return condition;
        }

        /** The name in addresses. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Each order has an index (migration V3). */
    public enum Order {
        CREATED("k.created_at", "k.id", true, true),
        NAME("lower(k.name)", "k.id", false, false),
        USED("a.last_used_at", "a.key_id", true, true),
        EXPIRES("coalesce(k.expires_at, 'infinity')", "k.id", false, true);

        private final String column;
        private final String tie;
        private final boolean descending;
        private final boolean moment;

        Order(String column, String tie, boolean descending, boolean moment) {
            this.column = column;
            this.tie = tie;
            this.descending = descending;
            this.moment = moment;
        }

        String column() {
            return column;
        }

        String orderBy() {
            String way = descending ? " desc" : "";
            return column + way + ", " + tie + way;
        }

        /** The condition that begins after a cursor whose value and id are the given parameters. */
        String after(String value, String id) {
            String typed = moment ? value + "::text::timestamptz" : value;
            return "(" + column + ", " + tie + ") " + (descending ? "<" : ">") + " (" + typed + ", " + id + ")";
        }

        boolean moment() {
            return moment;
        }

        /** The name in addresses. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Reads an address; whatever isn't understood counts as not said. */
    public static KeyFilter of(
            @Nullable String text, @Nullable String show, @Nullable String order, @Nullable String after) {
        String words = text == null ? "" : text.strip();
        Order by = named(Order.class, order, Order.CREATED);
        return new KeyFilter(
                words.length() > LONGEST ? words.substring(0, LONGEST) : words,
                named(Show.class, show, Show.CURRENT),
                by,
                KeyCursor.parse(after, by));
    }

    private static <E extends Enum<E>> E named(Class<E> type, @Nullable String name, E otherwise) {
        for (E constant : type.getEnumConstants()) {
            if (constant.name().toLowerCase(Locale.ROOT).equals(name)) {
                return constant;
            }
        }
        return otherwise;
    }

    /** The text as a pattern for {@code like}, in lower case. */
    String pattern() {
        return '%'
                + text.toLowerCase(Locale.ROOT)
                        .replace("\\", "\\\\")
                        .replace("%", "\\%")
                        .replace("_", "\\_")
                + '%';
    }

    /** This filter at its first page, as the query of an address. */
    public String address() {
        return "q=" + URLEncoder.encode(text, StandardCharsets.UTF_8) + "&show=" + show.id() + "&order=" + order.id();
    }

    /** Whether anything is asked for beyond the usual. */
    public boolean narrowed() {
        return !text.isEmpty() || show != Show.CURRENT || after != null;
    }
}
