/**
 * A real PostgreSQL and a real Redis on this machine, for tests and for local runs.
 *
 * <p>Start at {@link io.hania.access.stores.Stores}.
 */
@NullMarked
package io.hania.access.stores;

import org.jspecify.annotations.NullMarked;
