/** The bench: ours beside its peers on one machine. Start at {@link io.hania.access.bench.Bench}. */
@NullMarked
package io.hania.access.bench;

import org.jspecify.annotations.NullMarked;
