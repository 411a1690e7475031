/**
 * Answers that the gateway makes itself.
 *
 * <p>Start at {@link io.hania.access.gateway.error.OwnAnswer}.
 */
@NullMarked
package io.hania.access.gateway.error;

import org.jspecify.annotations.NullMarked;
