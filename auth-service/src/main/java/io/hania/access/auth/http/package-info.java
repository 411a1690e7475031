/**
 * The decision over HTTP: for people ({@code POST /decisions}) and for other proxies ({@code /forward-auth}).
 *
 * <p>Start at {@link io.hania.access.auth.http.ForwardAuth}; {@code docs/forward-auth.md} tells proxies' operators how to
 * use it.
 */
@NullMarked
package io.hania.access.auth.http;

import org.jspecify.annotations.NullMarked;
