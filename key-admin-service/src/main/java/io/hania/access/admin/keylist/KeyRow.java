package io.hania.access.admin.keylist;

import io.hania.access.admin.key.AccountKey;
import io.hania.access.admin.key.KeyState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of the list.
 *
 * @param lastUse when the key was last used; null for never
 * @param hour calls of the current hour, without those over the limit
 * @param week calls of the last seven days, by day
 */
public record KeyRow(
        AccountKey key, KeyState state, @Nullable Instant lastUse, long hour, Sparkline week) {}
