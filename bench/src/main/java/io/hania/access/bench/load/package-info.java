/** Driving a server and watching what it costs. Start at {@link io.hania.access.bench.load.LoadClient}. */
@NullMarked
package io.hania.access.bench.load;

import org.jspecify.annotations.NullMarked;
