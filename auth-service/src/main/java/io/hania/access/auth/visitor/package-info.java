/**
 * Limits for single visitors of a widget, under the limit of its key.
 *
 * <p>Start at {@link io.hania.access.auth.visitor.Visitors}; {@code docs/decisions/0011-visitor-tokens.md}.
 */
@NullMarked
package io.hania.access.auth.visitor;

import org.jspecify.annotations.NullMarked;
