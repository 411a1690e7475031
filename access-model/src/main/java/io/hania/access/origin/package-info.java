/**
 * Which web pages may use a widget key (contract, section 5, "Domain rules").
 *
 * <p>Start at {@link io.hania.access.origin.AllowedDomains}.
 */
@NullMarked
package io.hania.access.origin;

import org.jspecify.annotations.NullMarked;
