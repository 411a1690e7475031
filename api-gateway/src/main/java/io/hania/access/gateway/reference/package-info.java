/**
 * The published reference: the catalog as a page for people and as the document for programs.
 *
 * <p>Start at {@link io.hania.access.gateway.reference.Reference}.
 */
@NullMarked
package io.hania.access.gateway.reference;

import org.jspecify.annotations.NullMarked;
