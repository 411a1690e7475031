/** The widget in a real browser, on pages of origins that may and may not use its key. */
@NullMarked
package io.hania.access.e2e.widget;

import org.jspecify.annotations.NullMarked;
