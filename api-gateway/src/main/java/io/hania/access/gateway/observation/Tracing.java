package io.hania.access.gateway.observation;

import io.hania.access.gateway.wire.Head;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Tracer;

/** Continues the callers' traces (W3C Trace Context) as OpenTelemetry spans. */
public interface Tracing {
    /** Traces nothing: the caller's header passes as it is. */
    Tracing OFF = head -> CallTrace.NONE;

    /** The trace of a call that begins. */
    CallTrace of(Head head);

    /** Traces every call; whose spans are kept, the sampler says. */
    static Tracing with(OpenTelemetry telemetry) {
        Tracer tracer = telemetry.getTracer("io.hania.access.gateway");
        return head -> new Spans(tracer, head);
    }
}
