/**
 * What operators see of calls: counts and times, and a line for each call if they ask for it.
 *
 * <p>Start at {@link io.hania.access.gateway.observation.CallMetrics}.
 */
@NullMarked
package io.hania.access.gateway.observation;

import org.jspecify.annotations.NullMarked;
