/**
 * Account keys: what they are, where they stand, and how a change of one is made and announced.
 *
 * <p>Start at {@link io.hania.access.admin.key.AccountKey}.
 */
@NullMarked
package io.hania.access.admin.key;

import org.jspecify.annotations.NullMarked;
