/** JMH for the pieces on the hot path. Start at {@link io.hania.access.bench.piece.Pieces}. */
@NullMarked
package io.hania.access.bench.piece;

import org.jspecify.annotations.NullMarked;
