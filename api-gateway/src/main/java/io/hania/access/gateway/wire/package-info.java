/**
 * HTTP/1.1 as bytes, for both sides of the gateway: heads and bodies are read strictly and in one way only (RFC 9112), and
 * written from the bytes that were read.
 *
 * <p>Start at {@link io.hania.access.gateway.wire.HeadReader}.
 */
@NullMarked
package io.hania.access.gateway.wire;

import org.jspecify.annotations.NullMarked;
