/**
 * What a key may do: exact abilities, {@code resource:*} or {@code *} (contract, section 4).
 *
 * <p>Start at {@link io.hania.access.ability.Abilities}.
 */
@NullMarked
package io.hania.access.ability;

import org.jspecify.annotations.NullMarked;
