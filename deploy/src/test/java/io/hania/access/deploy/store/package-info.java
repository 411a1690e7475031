/** Day two, tried on real stores: killed, copied, restored, migrated under load, rotated. */
@NullMarked
package io.hania.access.deploy.store;

import org.jspecify.annotations.NullMarked;
