/**
 * From a request to a question: what is read of the caller, and which calls never become a question.
 *
 * <p>Start at {@link io.hania.access.gateway.decision.Place}, which says what a path is, and
 * {@link io.hania.access.gateway.decision.CallerHeaders}.
 */
@NullMarked
package io.hania.access.gateway.decision;

import org.jspecify.annotations.NullMarked;
