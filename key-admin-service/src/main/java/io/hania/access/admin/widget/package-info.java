/**
 * Widgets in the dashboard, per bot: keys, look with a live preview, and the domain doctor.
 *
 * <p>Start at {@link io.hania.access.admin.widget.BotResource}.
 */
@NullMarked
package io.hania.access.admin.widget;

import org.jspecify.annotations.NullMarked;
