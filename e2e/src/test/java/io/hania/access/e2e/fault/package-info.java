/** Stores and services killed, stopped and cut off; start at {@link io.hania.access.e2e.fault.RedisFaultTest}. */
@NullMarked
package io.hania.access.e2e.fault;

import org.jspecify.annotations.NullMarked;
