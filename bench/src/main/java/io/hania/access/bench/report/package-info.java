/** From measurements to a page. Start at {@link io.hania.access.bench.report.Page}. */
@NullMarked
package io.hania.access.bench.report;

import org.jspecify.annotations.NullMarked;
