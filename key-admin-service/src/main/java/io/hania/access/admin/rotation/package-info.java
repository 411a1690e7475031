/**
 * Giving a key a new secret while the old one lives on for a while.
 *
 * <p>Start at {@link io.hania.access.admin.rotation.RotateResource}.
 */
@NullMarked
package io.hania.access.admin.rotation;

import org.jspecify.annotations.NullMarked;
