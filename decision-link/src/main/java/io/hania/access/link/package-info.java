/**
 * The hop between gateway and auth-service: questions pipelined over a persistent stream, answers in any order.
 *
 * <p>Start at {@link io.hania.access.link.DecisionClient} on the gateway's side and at
 * {@link io.hania.access.link.DecisionServer} on the auth-service's; {@code docs/decision-link.md} describes the bytes
 * in between.
 */
@NullMarked
package io.hania.access.link;

import org.jspecify.annotations.NullMarked;
