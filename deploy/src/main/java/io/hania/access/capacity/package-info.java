/**
 * How many machines a load takes, and what breaks first. Start at {@link io.hania.access.capacity.Capacity}, a program; {@link
 * io.hania.access.capacity.Figures} holds what one core does.
 */
@NullMarked
package io.hania.access.capacity;

import org.jspecify.annotations.NullMarked;
