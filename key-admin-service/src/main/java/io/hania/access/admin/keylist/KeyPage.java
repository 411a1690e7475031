package io.hania.access.admin.keylist;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of the list.
 *
 * @param next where the next page begins; null for the last
 */
public record KeyPage(List<KeyRow> rows, @Nullable String next) {}
