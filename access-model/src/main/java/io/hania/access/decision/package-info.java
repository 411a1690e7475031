/**
 * The question about a key and the answer to it, the same for gateway, auth-service and every other proxy.
 *
 * <p>Start at {@link io.hania.access.decision.Decision}. An outcome is a value; an exception means that no decision
 * could be made, which callers turn into 503.
 */
@NullMarked
package io.hania.access.decision;

import org.jspecify.annotations.NullMarked;
