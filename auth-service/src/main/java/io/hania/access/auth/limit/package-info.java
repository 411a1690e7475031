/**
 * Limits of calls. Redis counts (see {@code prelude.lua} in access-records); here is what comes of the count, and what
 * counts instead while Redis is lost.
 *
 * <p>Start at {@link io.hania.access.auth.limit.Count}.
 */
@NullMarked
package io.hania.access.auth.limit;

import org.jspecify.annotations.NullMarked;
