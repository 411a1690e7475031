/**
 * The strict gates in front of every service's public HTTP port, before any framework reads a byte.
 *
 * <p>Start at {@link io.hania.access.edge.FramingGate}; {@link io.hania.access.edge.EdgeStart} puts it into a Quarkus service's
 * server. Why the gates stand in front of the framework: decision record 0006.
 */
@NullMarked
package io.hania.access.edge;

import org.jspecify.annotations.NullMarked;
