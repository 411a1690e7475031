/**
 * Forwarding: pools of connections to the upstreams, what of a request is passed on, and what of its answer comes back.
 *
 * <p>Start at {@link io.hania.access.gateway.proxy.UpstreamPool}; {@link io.hania.access.gateway.proxy.RequestWriter} and
 * {@link io.hania.access.gateway.proxy.ResponseWriter} hold the rules about headers.
 */
@NullMarked
package io.hania.access.gateway.proxy;

import org.jspecify.annotations.NullMarked;
