/**
 * Attacks from outside over raw sockets, on every public port; start at {@link io.hania.access.e2e.attack.KnownAnswersTest}. What one
 * module can prove alone stands in its own tests; here is what only the running system shows.
 */
@NullMarked
package io.hania.access.e2e.attack;

import org.jspecify.annotations.NullMarked;
