/**
 * Signing in and out: passwords, sessions, and the slowing of guesses.
 *
 * <p>Start at {@link io.hania.access.admin.session.SignInResource}.
 */
@NullMarked
package io.hania.access.admin.session;

import org.jspecify.annotations.NullMarked;
