/**
 * The embed script: the snippet, and the files that it loads.
 *
 * <p>Start at {@link io.hania.access.widget.embed.EmbedRoutes}.
 */
@NullMarked
package io.hania.access.widget.embed;

import org.jspecify.annotations.NullMarked;
