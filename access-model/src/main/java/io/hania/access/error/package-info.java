/**
 * The errors that callers see: a closed list, and their bodies (contract, section 3).
 *
 * <p>Start at {@link io.hania.access.error.ApiError}.
 */
@NullMarked
package io.hania.access.error;

import org.jspecify.annotations.NullMarked;
