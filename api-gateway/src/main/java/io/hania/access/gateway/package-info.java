/**
 * The only public door of the API: reads calls strictly, asks auth-service about each, and forwards what is allowed.
 *
 * <p>Start at {@link io.hania.access.gateway.edge.Call}, which takes one call through the order of checks.
 */
@NullMarked
package io.hania.access.gateway;

import org.jspecify.annotations.NullMarked;
