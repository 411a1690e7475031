/**
 * Internal tokens, the signing keys behind them, and their rotation.
 *
 * <p>Start at {@link io.hania.access.auth.token.TokenMint}. Section 6 of the contract; {@code
 * docs/decisions/0004-internal-tokens.md}.
 */
@NullMarked
package io.hania.access.auth.token;

import org.jspecify.annotations.NullMarked;
