/**
 * The platform behind the API, as this service needs it: are these bots the caller's, and what do they answer.
 *
 * <p>Start at {@link io.hania.access.widget.platform.Platform}.
 */
@NullMarked
package io.hania.access.widget.platform;

import org.jspecify.annotations.NullMarked;
