/**
 * What the headers of a call mean, the same for the gateway and for other proxies.
 *
 * <p>Start at {@link io.hania.access.call.BearerToken}.
 */
@NullMarked
package io.hania.access.call;

import org.jspecify.annotations.NullMarked;
