package io.hania.access.gateway.observation;

import io.hania.access.gateway.decision.Place;
import org.jspecify.annotations.Nullable;

/** The spans of one call: the call itself, and within it the decision and the exchange with the upstream, one after the other. */
public interface CallTrace {
    /** For calls that nobody traces. */
    CallTrace NONE = new CallTrace() {};

    /** A step begins; its name has few values. */
    default void begin(String step) {}

    /** The step that began last is over, if one is under way. */
    default void end() {}

    /** The header {@code traceparent} by which the upstream joins in; null to pass the caller's own. */
    default @Nullable String traceparent() {
        return null;
    }

    /** The call is over, and so is its step. */
    default void over(Place place, String path, int status, String requestId) {}
}
