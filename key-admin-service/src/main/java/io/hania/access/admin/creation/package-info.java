/** The form that makes a key or edits it, and the one page that shows a new key: start at {@link
 * io.hania.access.admin.creation.NewKeyResource}. */
@NullMarked
package io.hania.access.admin.creation;

import org.jspecify.annotations.NullMarked;
