/**
 * Whether this auth-service can answer, and if not, why.
 *
 * <p>Start at {@link io.hania.access.auth.readiness.DecisionReadiness}.
 */
@NullMarked
package io.hania.access.auth.readiness;

import org.jspecify.annotations.NullMarked;
