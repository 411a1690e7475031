/**
 * One reading only of what stands in a request line (contract, 2.1).
 *
 * <p>Start at {@link io.hania.access.target.RequestTarget}.
 */
@NullMarked
package io.hania.access.target;

import org.jspecify.annotations.NullMarked;
