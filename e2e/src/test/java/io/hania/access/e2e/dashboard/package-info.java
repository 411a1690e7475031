/**
 * The dashboard in a real browser: every flow of the operators, in {@link io.hania.access.e2e.dashboard.Desk}'s words.
 * {@link io.hania.access.e2e.dashboard.EveryPageTest} walks through all pages in each look; the pictures are in {@code
 * target/screenshots}.
 */
@NullMarked
package io.hania.access.e2e.dashboard;

import org.jspecify.annotations.NullMarked;
