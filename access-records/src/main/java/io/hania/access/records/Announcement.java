package io.hania.access.records;

import java.time.Duration;

/** What may be told to the operator who changed a key. */
public sealed interface Announcement {
    /**
     * The change holds for every call that begins from now on.
     *
     * @param took from the request to announce until the cache confirmed it
     */
    record Effective(Duration took) implements Announcement {}

    /**
     * The cache can't be told now; it will be, and no later than after {@code bound} it knows by itself.
     *
     * @param bound the longest time that the key's old state may still be used
     */
    record Pending(Duration bound) implements Announcement {}
}
