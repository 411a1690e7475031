/** Black-box tests of the whole system, as {@code ./run} starts it; start at {@link io.hania.access.e2e.HaniaSystem}. */
@NullMarked
package io.hania.access.e2e;

import org.jspecify.annotations.NullMarked;
