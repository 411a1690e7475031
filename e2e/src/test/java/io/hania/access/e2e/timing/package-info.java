/** What time must not tell; start at {@link io.hania.access.e2e.timing.RefusalTimingTest}. */
@NullMarked
package io.hania.access.e2e.timing;

import org.jspecify.annotations.NullMarked;
