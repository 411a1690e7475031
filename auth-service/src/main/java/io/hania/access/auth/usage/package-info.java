/**
 * What operators want to know of their keys, noted beside the decisions and written to PostgreSQL in batches.
 *
 * <p>Start at {@link io.hania.access.auth.usage.Usage}. A crash loses at most what was noted since the last flush.
 */
@NullMarked
package io.hania.access.auth.usage;

import org.jspecify.annotations.NullMarked;
