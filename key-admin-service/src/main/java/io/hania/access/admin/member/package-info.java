/**
 * The members of a workspace: their roles, and inviting others.
 *
 * <p>Start at {@link io.hania.access.admin.member.MembersResource}.
 */
@NullMarked
package io.hania.access.admin.member;

import org.jspecify.annotations.NullMarked;
