/** The decision link beside gRPC: the same questions and answers. Start at {@link io.hania.access.bench.link.Hop}. */
@NullMarked
package io.hania.access.bench.link;

import org.jspecify.annotations.NullMarked;
