/**
 * Which endpoints there are and which ability each needs, read from one OpenAPI document.
 *
 * <p>Start at {@link io.hania.access.catalog.Catalog}.
 */
@NullMarked
package io.hania.access.catalog;

import org.jspecify.annotations.NullMarked;
