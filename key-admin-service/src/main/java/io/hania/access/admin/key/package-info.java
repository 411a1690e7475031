/**
 * Account keys as operators meet them: the list, creation, one key's page and every change of it.
 *
 * <p>Start at {@link io.hania.access.admin.key.KeyListResource}.
 */
@NullMarked
package io.hania.access.admin.key;

import org.jspecify.annotations.NullMarked;
