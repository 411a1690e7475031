/**
 * The public port: connections, and the way of each call through the order of checks (contract, section 2).
 *
 * <p>Start at {@link io.hania.access.gateway.edge.Checks}; {@link io.hania.access.gateway.edge.Call} carries out what they decide, {@link io.hania.access.gateway.edge.ClientConnection} feeds it.
 */
@NullMarked
package io.hania.access.gateway.edge;

import org.jspecify.annotations.NullMarked;
