/**
 * Finding out: why a call was refused, and which key this is.
 *
 * <p>Start at {@link io.hania.access.admin.lookup.RequestResource}.
 */
@NullMarked
package io.hania.access.admin.lookup;

import org.jspecify.annotations.NullMarked;
