/**
 * How a bot's widget looks.
 *
 * <p>Start at {@link io.hania.access.widget.customization.CustomizationResource}.
 */
@NullMarked
package io.hania.access.widget.customization;

import org.jspecify.annotations.NullMarked;
