/** The list of keys, a page at a time: start at {@link io.hania.access.admin.keylist.KeyList}. */
@NullMarked
package io.hania.access.admin.keylist;

import org.jspecify.annotations.NullMarked;
