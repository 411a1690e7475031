/**
 * What callers get: the standard envelope, and requests read field by field.
 *
 * <p>Start at {@link io.hania.access.widget.answer.Envelope}.
 */
@NullMarked
package io.hania.access.widget.answer;

import org.jspecify.annotations.NullMarked;
