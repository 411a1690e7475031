/**
 * Two sites of pretended customers, which embed the same widget: one of them may, the other one may not.
 *
 * <p>Start at {@link io.hania.access.local.demo.DemoSites}.
 */
@NullMarked
package io.hania.access.local.demo;

import org.jspecify.annotations.NullMarked;
