/**
 * What the services know of a key when they decide: read from PostgreSQL, kept for a minute in Redis, dropped at every
 * change.
 *
 * <p>Start at {@link io.hania.access.records.KeyRecord}; whoever changes a key needs {@link
 * io.hania.access.records.KeyChanges}. Why a revoked key is never accepted again is told in {@code
 * docs/decisions/0002-revocation-is-immediate.md}; the values in Redis are laid out in {@link
 * io.hania.access.records.CachedValue} and written by the scripts beside these classes.
 */
@NullMarked
package io.hania.access.records;

import org.jspecify.annotations.NullMarked;
