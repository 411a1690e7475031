/** Load, random faults and a checker that knows every key's true state; start at {@link io.hania.access.e2e.soak.SoakTest}. */
@NullMarked
package io.hania.access.e2e.soak;

import org.jspecify.annotations.NullMarked;
