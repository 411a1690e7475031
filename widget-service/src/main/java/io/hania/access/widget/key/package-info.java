/**
 * Widget keys over the API: list, create, revoke.
 *
 * <p>Start at {@link io.hania.access.widget.key.WidgetKeyResource}.
 */
@NullMarked
package io.hania.access.widget.key;

import org.jspecify.annotations.NullMarked;
