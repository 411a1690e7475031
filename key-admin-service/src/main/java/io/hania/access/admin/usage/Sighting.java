package io.hania.access.admin.usage;

import java.time.Instant;

/** A web page that sent a key. */
public record Sighting(String origin, Instant firstAt, Instant lastAt, long calls) {}
