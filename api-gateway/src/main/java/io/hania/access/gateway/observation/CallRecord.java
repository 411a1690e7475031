package io.hania.access.gateway.observation;

import io.hania.access.decision.Decision;
import io.hania.access.gateway.decision.Place;
import io.hania.access.gateway.wire.Head;
import org.jspecify.annotations.Nullable;

/** What is kept of one call beside its answer: figures, spans, and a line of the access log where it is switched on. */
public final class CallRecord {
    /** The status, for traces, of a call whose caller went away. */
    private static final int ABORTED = 499;

    private final CallMetrics metrics;
    private final CallTrace trace;
    private final boolean logs;
    private final @Nullable Head head;
    private final String requestId;
    private final long began = System.nanoTime();
    private Place place = Place.OTHER;
    private String path = "";
    private long asked;
    private Decision.@Nullable Allowed allowed;

    /**
     * Of a call that begins now.
     *
     * @param logs whether the access log is on
     * @param head null if it could not be read
     */
    public CallRecord(CallMetrics metrics, CallTrace trace, boolean logs, @Nullable Head head, String requestId) {
        this.metrics = metrics;
        this.trace = trace;
        this.logs = logs;
        this.head = head;
        this.requestId = requestId;
    }

    /** When the call began, as {@link System#nanoTime} counts. */
    public long began() {
        return began;
    }

    /** The target has been read: where it leads, and the path without the query. */
    public void entered(Place entered, String decided) {
        place = entered;
        path = decided;
    }

    /** A decision is waited for from now on. */
    public void asks() {
        asked = System.nanoTime();
        trace.begin("decision");
    }

    /** The decision is there. */
    public void decided(Decision decision) {
        metrics.decided(decision, System.nanoTime() - asked);
        trace.end();
        if (logs && decision instanceof Decision.Allowed passed) {
            allowed = passed;
        }
    }

    /** No decision can be had. */
    public void undecided() {
        metrics.undecided(System.nanoTime() - asked);
        trace.end();
    }

    /** The exchange with an upstream begins. */
    public void forwards(String upstream) {
        trace.begin(upstream);
    }

    /** The header {@code traceparent} by which the upstream joins in; null to pass the caller's own. */
    public @Nullable String traceparent() {
        return trace.traceparent();
    }

    /** The answer has been written to its end. */
    public void answered(int status) {
        broken(status);
        if (logs) {
            AccessLog.write(head, path, place, status, System.nanoTime() - began, requestId, allowed);
        }
    }

    /** The answer that had begun with this status can't be brought to its end. */
    public void broken(int status) {
        metrics.called(place, status, System.nanoTime() - began);
        trace.over(place, path, status, requestId);
    }

    /** The caller went away before the answer's end. */
    public void abandoned() {
        trace.over(place, path, ABORTED, requestId);
    }
}
