/**
 * Ending keys for good: one, or all that a filter shows.
 *
 * <p>Start at {@link io.hania.access.admin.revocation.RevokeResource}.
 */
@NullMarked
package io.hania.access.admin.revocation;

import org.jspecify.annotations.NullMarked;
