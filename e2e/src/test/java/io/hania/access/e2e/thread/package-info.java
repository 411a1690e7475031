/** The whole thread from the dashboard's form to the upstream and back; start at {@link io.hania.access.e2e.thread.KeyLifeTest}. */
@NullMarked
package io.hania.access.e2e.thread;

import org.jspecify.annotations.NullMarked;
