package io.hania.access.admin.page;

import io.hania.access.admin.account.Operator;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the layout of every page inside the dashboard needs: {@code {#include page/layout}} with a parameter {@code
 * Frame frame} on the template.
 *
 * @param operator who looks
 * @param section the part of the navigation that is current: {@code keys}, {@code widgets}, {@code members}, …
 * @param language {@code en} or {@code de}
 * @param exposed how many live account keys of the workspace were seen in browsers
 * @param expiring how many live keys end within 14 days
 * @param done what was just done, to be said at the top of the page; null for nothing
 */
public record Frame(
        Operator operator,
        String section,
        String language,
        long exposed,
        long expiring,
        @Nullable String done) {

    /** Whether this part of the navigation is the current one. */
    public boolean at(String name) {
        return section.equals(name);
    }

    /** A moment as people say it, such as {@code 3 min ago}; for null {@code never}. */
    public String ago(@Nullable Instant moment) {
        return Moments.of(language).ago(moment, Instant.now());
    }

    /** A moment in full, with its zone. */
    public String exact(@Nullable Instant moment) {
        return Moments.of(language).exact(moment);
    }

    /** The day of a moment. */
    public String day(@Nullable Instant moment) {
        return Moments.of(language).day(moment);
    }

    /** A number with the language's separators. */
    public String number(long number) {
        return Moments.of(language).number(number);
    }

    /** The same for a number that may be missing. */
    public String number(@Nullable Integer number) {
        return number == null ? "" : number((long) number);
    }
}
