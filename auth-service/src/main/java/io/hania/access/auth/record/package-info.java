/**
 * Where the record of a key comes from: Redis within its lease, else PostgreSQL.
 *
 * <p>Start at {@link io.hania.access.auth.record.RecordCache}. {@link io.hania.access.auth.record.RedisPipe} asks Redis,
 * everything of one event-loop tick in one write; {@link io.hania.access.auth.record.RecordReads} reads PostgreSQL,
 * bounded and shared. The argument why a revoked key never gets through is {@code
 * docs/decisions/0002-revocation-is-immediate.md}.
 */
@NullMarked
package io.hania.access.auth.record;

import org.jspecify.annotations.NullMarked;
