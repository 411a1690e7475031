/**
 * What keys are used for, as auth-service counts it: calls, abilities, refusals, browsers.
 *
 * <p>Start at {@link io.hania.access.admin.usage.UsageStore}.
 */
@NullMarked
package io.hania.access.admin.usage;

import org.jspecify.annotations.NullMarked;
