/**
 * A stand-in for the chatbot platform behind the gateway, and an example for everybody who puts an upstream of their own
 * there: start at {@link io.hania.access.local.sandbox.TokenGate}, which lets nobody in without a genuine internal token.
 */
@NullMarked
package io.hania.access.local.sandbox;

import org.jspecify.annotations.NullMarked;
