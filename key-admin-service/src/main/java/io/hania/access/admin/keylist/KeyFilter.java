package io.hania.access.admin.keylist;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
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
    private static final int TRIGRAM = 3;

    /** Which keys are shown; each has its condition on the source {@code t} of an {@link Order}. */
    public enum Show {
        CURRENT("t.status <> 'revoked'"),
        ALL("true"),
        ACTIVE("t.status = 'active' and coalesce(t.expires_at, 'infinity') > now()"),
        EXPIRING(
                "t.status = 'active' and coalesce(t.expires_at, 'infinity') between now() and now() + interval '14 days'"),
        EXPIRED("t.status <> 'revoked' and coalesce(t.expires_at, 'infinity') <= now()"),
        DISABLED("t.status = 'disabled'"),
        EXPOSED("t.status = 'active' and t.id in (select n.key_id from access.notice n"
                + " where n.tenant_id = $1 and n.kind = 'key.exposed')"),
        IDLE(
                "t.status = 'active' and t.created_at < now() - interval '30 days' and t.id in (select a.key_id"
                        + " from access.key_activity a where a.tenant_id = $1 and a.last_used_at < now() - interval '30 days')"),
        REVOKED("t.status = 'revoked'");

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

    /** Each order has an index over its source {@code t}, which also carries what most conditions look at (V7). */
    public enum Order {
        CREATED("t.created_at", true, true),
        NAME("lower(t.name)", false, false),
        USED("t.last_used_at", true, true),
        EXPIRES("coalesce(t.expires_at, 'infinity')", false, true);

        private static final String ACTIVITY =
                "(select key_id as id, tenant_id, last_used_at, status, expires_at, created_at from access.key_activity) t";

        private final String column;
        private final boolean descending;
        private final boolean moment;

        Order(String column, boolean descending, boolean moment) {
            this.column = column;
            this.descending = descending;
            this.moment = moment;
        }

        /** The keys as {@code t}; with their words, if those are looked at, as {@link #words}. */
        String source(boolean words) {
            if (this != USED) {
                return "access.account_key t";
            }
            return words ? ACTIVITY + " join access.account_key k on k.id = t.id and k.tenant_id = $1" : ACTIVITY;
        }

        /** What a text is looked for in. */
        String words() {
            return this == USED ? "lower(k.name || ' ' || k.display)" : "lower(t.name || ' ' || t.display)";
        }

        String column() {
            return column;
        }

        /** The direction, behind a column. */
        String way() {
            return descending ? " desc" : "";
        }

        /** The condition that begins after a cursor whose value and id are the given parameters. */
        String after(String value, String id) {
            String typed = moment ? value + "::text::timestamptz" : value;
            return "(" + column + ", t.id) " + (descending ? "<" : ">") + " (" + typed + ", " + id + ")";
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

    /**
     * The text as patterns for {@code like}, in lower case. A text of one or two characters is looked for where words
     * begin, a longer one anywhere: a trigram index knows no shorter parts.
     */
    List<String> patterns() {
        String plain = text.toLowerCase(Locale.ROOT)
                .replace("\\", "\\\\")
                .replace("%", "\\%")
                .replace("_", "\\_");
        return text.length() < TRIGRAM ? List.of(plain + '%', "% " + plain + '%') : List.of('%' + plain + '%');
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
