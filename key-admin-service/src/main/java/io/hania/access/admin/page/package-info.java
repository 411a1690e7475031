/**
 * What every page shares: its frame, its security, its errors.
 *
 * <p>Start at {@link io.hania.access.admin.page.Frames}.
 */
@NullMarked
package io.hania.access.admin.page;

import org.jspecify.annotations.NullMarked;
