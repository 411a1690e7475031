/** Where secrets must not be; start at {@link io.hania.access.e2e.canary.SecretsTest}. */
@NullMarked
package io.hania.access.e2e.canary;

import org.jspecify.annotations.NullMarked;
