package io.hania.access.gateway.observation;

import io.hania.access.gateway.decision.Place;
import io.hania.access.gateway.wire.Head;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The spans of one call, used on its event loop alone. They have ids and a status, never a query, header or body. */
final class Spans implements CallTrace {
    private static final int ERRORS = 500;

    private final Tracer tracer;
    private final Span call;
    private final Context context;
    private @Nullable Span step;

    Spans(Tracer tracer, Head head) {
        Context caller = W3CTraceContextPropagator.getInstance().extract(Context.root(), head, Headers.GETTER);
        this.tracer = tracer;
        this.call = tracer.spanBuilder(head.method())
                .setSpanKind(SpanKind.SERVER)
                .setParent(caller)
                .startSpan();
        this.context = caller.with(call);
    }

    @Override
    public void begin(String name) {
        end();
        step = tracer.spanBuilder(name)
                .setSpanKind(SpanKind.CLIENT)
                .setParent(context)
                .startSpan();
    }

    @Override
    public void end() {
        Span current = step;
        step = null;
        if (current != null) {
            current.end();
        }
    }

    @Override
    public String traceparent() {
        Span current = step;
        SpanContext ids = (current == null ? call : current).getSpanContext();
        return "00-" + ids.getTraceId() + '-' + ids.getSpanId() + '-'
                + ids.getTraceFlags().asHex();
    }

    @Override
    public void over(Place place, String path, int status, String requestId) {
        end();
        call.setAttribute("url.path", AccessLog.shown(place, path));
        call.setAttribute("http.response.status_code", status);
        call.setAttribute("hania.request_id", requestId);
        if (status >= ERRORS) {
            call.setStatus(StatusCode.ERROR);
        }
        call.end();
    }

    /** Where a caller's trace context stands. */
    private enum Headers implements TextMapGetter<Head> {
        GETTER;

        @Override
        public Iterable<String> keys(Head head) {
            return List.of("traceparent", "tracestate");
        }

        @Override
        public @Nullable String get(@Nullable Head head, String name) {
            for (int i = 0; head != null && i < head.size(); i++) {
                if (head.nameIs(i, name)) {
                    return head.value(i);
                }
            }
            return null;
        }
    }
}
