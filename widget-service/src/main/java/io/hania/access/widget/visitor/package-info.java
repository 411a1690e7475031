/**
 * What visitors' browsers call, behind the gateway's decision: the look, and the chat.
 *
 * <p>Start at {@link io.hania.access.widget.visitor.VisitorRoutes}.
 */
@NullMarked
package io.hania.access.widget.visitor;

import org.jspecify.annotations.NullMarked;
