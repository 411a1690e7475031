package io.hania.access.auth.visitor;

import org.jspecify.annotations.Nullable;

/**
 * Under whose name a widget call counts.
 *
 * @param name of the window in Redis
 * @param limit calls a window; 0 if the visitor has no limit of its own
 * @param token a visitor token for the browser to keep from now on; null if the one it has is good
 */
public record Visitor(String name, int limit, @Nullable String token) {}
