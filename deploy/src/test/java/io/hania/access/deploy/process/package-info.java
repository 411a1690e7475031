/**
 * The packaged services, run as the manifests say and on the stores they may meet. Start at {@link
 * io.hania.access.deploy.process.ServiceProcess}.
 */
@NullMarked
package io.hania.access.deploy.process;

import org.jspecify.annotations.NullMarked;
