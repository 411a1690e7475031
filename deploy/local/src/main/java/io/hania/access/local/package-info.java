/**
 * The whole system on one machine: stores, sandbox platform and the four services, each a process of its own.
 *
 * <p>Start at {@link io.hania.access.local.Launcher}; tests start at {@link io.hania.access.local.LocalSystem}.
 */
@NullMarked
package io.hania.access.local;

import org.jspecify.annotations.NullMarked;
