package io.hania.access.admin.audit;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which entries of the log are wanted.
 *
 * @param actor who, exactly; empty for anybody
 * @param action what, or its first word such as {@code key}; empty for anything
 * @param subject the id of what is concerned; empty for anything
 * @param before only entries with a smaller id; {@link Long#MAX_VALUE} for the newest
 */
public record AuditFilter(
        String actor,
        String action,
        String subject,
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        long before) {
    private static final int LONGEST = 254;

    static AuditFilter of(
            @Nullable String actor,
            @Nullable String action,
            @Nullable String subject,
            @Nullable String from,
            @Nullable String to,
            @Nullable Long before) {
        return new AuditFilter(
                text(actor), text(action), text(subject), day(from), day(to), before == null ? Long.MAX_VALUE : before);
    }

    /** Everything about one thing. */
    public static AuditFilter about(String subject) {
        return new AuditFilter("", "", subject, null, null, Long.MAX_VALUE);
    }

    /** The condition, after {@code tenant_id = $1 and id < $2}; its values are added to the parameters. */
    String condition(List<Object> parameters) {
        StringBuilder condition = new StringBuilder();
        add(condition, parameters, " and actor = $", actor);
        add(condition, parameters, " and subject = $", subject);
        if (!action.isEmpty()) {
            parameters.add(action);
            int first = parameters.size();
            condition
                    .append(" and (action = $")
                    .append(first)
                    .append(" or starts_with(action, $")
                    .append(first)
                    .append(" || '.'))");
        }
        if (from != null) {
            parameters.add(from.atStartOfDay().atOffset(ZoneOffset.UTC));
            condition.append(" and at >= $").append(parameters.size());
        }
        if (to != null) {
            parameters.add(to.plusDays(1).atStartOfDay().atOffset(ZoneOffset.UTC));
            condition.append(" and at < $").append(parameters.size());
        }
        return condition.toString();
    }

    /** Whether it is not the first page. */
    public boolean older() {
        return before < Long.MAX_VALUE;
    }

    /** This filter from the newest entry on, as the query of an address. */
    public String address() {
        return "actor=" + encoded(actor) + "&action=" + encoded(action) + "&subject=" + encoded(subject) + "&from="
                + (from == null ? "" : from) + "&to=" + (to == null ? "" : to);
    }

    private static void add(StringBuilder condition, List<Object> parameters, String start, String value) {
        if (!value.isEmpty()) {
            parameters.add(value);
            condition.append(start).append(parameters.size());
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String text(@Nullable String text) {
        String plain = text == null ? "" : text.strip();
        return plain.length() > LONGEST || plain.indexOf('\0') >= 0 ? "" : plain;
    }

    private static @Nullable LocalDate day(@Nullable String text) {
        try {
            LocalDate day = text == null || text.isEmpty() ? null : LocalDate.parse(text);
            return day == null || day.getYear() > 9000 || day.getYear() < 1 ? null : day;
        } catch (DateTimeParseException malformed) {
            return null;
        }
    }
}
