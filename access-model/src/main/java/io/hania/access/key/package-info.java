/**
 * What a key is: its two kinds, its form and checksum, its hash and the form in which people see it.
 *
 * <p>Start at {@link io.hania.access.key.KeyFormat}. Section 1 of the contract is the source of every rule here.
 */
@NullMarked
package io.hania.access.key;

import org.jspecify.annotations.NullMarked;
