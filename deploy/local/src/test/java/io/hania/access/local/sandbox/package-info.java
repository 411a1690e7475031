/** Tests of the sandbox platform; start at {@link io.hania.access.local.sandbox.SandboxTest}. */
@NullMarked
package io.hania.access.local.sandbox;

import org.jspecify.annotations.NullMarked;
