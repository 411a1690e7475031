/**
 * What an upstream does with the internal token (contract, section 6): verify it, and remember that it did.
 *
 * <p>Start at {@link io.hania.access.token.TokenVerifier}. The sandbox platform and widget-service use it; copy its rules if
 * your upstream is not written in Java.
 */
@NullMarked
package io.hania.access.token;

import org.jspecify.annotations.NullMarked;
