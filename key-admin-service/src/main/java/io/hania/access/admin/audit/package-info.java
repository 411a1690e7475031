/**
 * The audit log: who did what, when and from where.
 *
 * <p>Start at {@link io.hania.access.admin.audit.AuditLog}.
 */
@NullMarked
package io.hania.access.admin.audit;

import org.jspecify.annotations.NullMarked;
