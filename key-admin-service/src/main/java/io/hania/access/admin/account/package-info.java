/**
 * Who may sign in: accounts, workspaces, roles and invitations.
 *
 * <p>Start at {@link io.hania.access.admin.account.Account}.
 */
@NullMarked
package io.hania.access.admin.account;

import org.jspecify.annotations.NullMarked;
