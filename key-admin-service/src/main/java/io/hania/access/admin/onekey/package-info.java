/** The page of one key: start at {@link io.hania.access.admin.onekey.OneKeyResource}. */
@NullMarked
package io.hania.access.admin.onekey;

import org.jspecify.annotations.NullMarked;
