/**
 * Checks of everything under {@code deploy/} and {@code docs/} that needs no cluster. Start at {@link
 * io.hania.access.deploy.Renders}: what is rendered, and how.
 */
@NullMarked
package io.hania.access.deploy;

import org.jspecify.annotations.NullMarked;
