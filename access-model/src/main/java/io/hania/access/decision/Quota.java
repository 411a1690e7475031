package io.hania.access.decision;

/**
 * Where a key stands in its limit.
 *
 * @param limit calls a window
 * @param remaining calls left, never negative
 * @param resetSeconds seconds until calls come back
 * @param windowSeconds length of the window, 3600 for hourly limits
 */
public record Quota(int limit, int remaining, int resetSeconds, int windowSeconds) {}
