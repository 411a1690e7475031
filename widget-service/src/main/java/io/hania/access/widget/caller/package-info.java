/**
 * Who calls: what the gateway's internal token says, and nothing else.
 *
 * <p>Start at {@link io.hania.access.widget.caller.Callers}.
 */
@NullMarked
package io.hania.access.widget.caller;

import org.jspecify.annotations.NullMarked;
