/**
 * Telling people and programs: exposed keys and keys that end soon, by mail and webhook.
 *
 * <p>Start at {@link io.hania.access.admin.notice.Notices}.
 */
@NullMarked
package io.hania.access.admin.notice;

import org.jspecify.annotations.NullMarked;
