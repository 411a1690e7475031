package io.hania.access.gateway.edge;

import io.hania.access.error.ApiError;
import io.hania.access.gateway.error.OwnAnswer;
import io.hania.access.gateway.observation.CallRecord;
import io.hania.access.gateway.observation.CallTrace;
import io.hania.access.gateway.proxy.AnswerHeaders;
import io.hania.access.gateway.reference.Page;
import io.hania.access.gateway.wire.BodyReader;
import io.hania.access.gateway.wire.Head;
import io.netty.buffer.ByteBuf;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One call from its head to the end of its answer: goes through the {@link Checks}, and then either to an upstream or no further. */
final class Call {
    private static final Duration DECISION_TIME = Duration.ofSeconds(5);
    private static final int OWN_ANSWER_BYTES = 768;

    private final GatewayLoop loop;
    private final ClientConnection client;
    private final @Nullable Head head;
    private final @Nullable BodyReader body;
    private final AnswerHeaders headers;
    private final CallRecord record;
    private @Nullable Checks checks;
    private @Nullable Forwarding forwarding;
    private boolean done;

    /** A call whose head has been read. */
    Call(GatewayLoop loop, ClientConnection client, Head head, BodyReader body) {
        this(
                loop,
                client,
                head,
                body,
                loop.requestIds().of(head),
                loop.tracing().of(head));
    }

    /** A call that couldn't be read. */
    Call(GatewayLoop loop, ClientConnection client) {
        this(loop, client, null, null, loop.requestIds().next(), CallTrace.NONE);
    }

    private Call(
            GatewayLoop loop,
            ClientConnection client,
            @Nullable Head head,
            @Nullable BodyReader body,
            String requestId,
            CallTrace trace) {
        this.loop = loop;
        this.client = client;
        this.head = head;
        this.body = body;
        this.headers = new AnswerHeaders(requestId);
        this.record = new CallRecord(loop.metrics(), trace, loop.config().accessLog(), head, requestId);
    }

    GatewayLoop loop() {
        return loop;
    }

    ClientConnection client() {
        return client;
    }

    AnswerHeaders headers() {
        return headers;
    }

    CallRecord record() {
        return record;
    }

    /** Whether the answer has been given, or nobody is there to take it. */
    boolean done() {
        return done;
    }

    /** Goes through the checks. */
    void begin() {
        client.deadlineIn(DECISION_TIME);
        Checks begun = new Checks(this, request());
        checks = begun;
        begun.begin();
    }

    /** All checks have passed: the upstream answers. */
    void forward(String upstream, @Nullable String token) {
        BodyReader framing = body;
        if (framing == null) {
            throw new IllegalStateException("a call that couldn't be read is not forwarded");
        }
        long most = loop.mostBody(request());
        if (framing.announced() > most) {
            answer(OwnAnswer.of(ApiError.BODY_TOO_LARGE));
            return;
        }
        Forwarding next = new Forwarding(this, request(), framing, token, most);
        forwarding = next;
        record.forwards(upstream);
        next.begin(upstream);
    }

    /** Answers with an error of ours. */
    void answer(OwnAnswer answer) {
        Head request = head;
        boolean lasts = request != null && client.lasts(request);
        ByteBuf out = buffer();
        answer.write(out, request, headers, lasts);
        finish(out, answer.error().status(), lasts);
    }

    /** Answers with a page of ours. */
    void show(Page page) {
        boolean lasts = client.lasts(request());
        ByteBuf out = buffer();
        page.write(out, request(), headers, lasts);
        finish(out, 200, lasts);
    }

    /** Answers a browser's question before a call. */
    void answerPreflight(List<String> methods) {
        boolean lasts = client.lasts(request());
        ByteBuf out = buffer();
        Preflight.write(out, methods, headers, lasts, request().oldVersion());
        finish(out, 204, lasts);
    }

    private ByteBuf buffer() {
        return client.channel().alloc().buffer(OWN_ANSWER_BYTES);
    }

    private void finish(ByteBuf out, int status, boolean lasts) {
        client.write(out);
        client.flush();
        finished(status, lasts);
    }

    /** The answer has been written to its end. */
    void finished(int status, boolean lasts) {
        done = true;
        record.answered(status);
        client.answered(lasts);
    }

    /** The answer can't be brought to its end. */
    void broken(int status) {
        done = true;
        record.broken(status);
        client.closeAbruptly();
    }

    /** Answers what couldn't be read. */
    void refuseUnread(ApiError fault) {
        answer(OwnAnswer.of(fault));
    }

    /** The body turned out malformed. */
    void badBody() {
        giveUp(ApiError.INVALID_REQUEST);
    }

    /** The body comes too slowly. */
    void tooSlow() {
        giveUp(ApiError.REQUEST_TIMEOUT);
    }

    /** Whoever is waited for takes too long. */
    void late() {
        if (forwarding == null && checks != null) {
            checks.noDecision();
        } else {
            giveUp(ApiError.UPSTREAM_TIMEOUT);
        }
    }

    private void giveUp(ApiError fault) {
        Forwarding running = forwarding;
        if (running == null) {
            answer(OwnAnswer.of(fault));
        } else {
            running.giveUp(fault);
        }
    }

    /** The caller has hung up. */
    void callerGone() {
        if (!done) {
            record.abandoned();
        }
        done = true;
        if (forwarding != null) {
            forwarding.callerGone();
        }
    }

    void callerWritable(boolean writable) {
        if (forwarding != null) {
            forwarding.callerWritable(writable);
        }
    }

    boolean takesBody() {
        return forwarding != null && forwarding.takesBody();
    }

    void bodyPiece(ByteBuf piece) {
        if (forwarding == null) {
            piece.release();
        } else {
            forwarding.bodyPiece(piece);
        }
    }

    void bodyPaused() {
        if (forwarding != null) {
            forwarding.bodyPaused();
        }
    }

    void bodyEnded() {
        if (forwarding != null) {
            forwarding.bodyEnded();
        }
    }

    private Head request() {
        Head request = head;
        if (request == null) {
            throw new IllegalStateException("the head couldn't be read");
        }
        return request;
    }
}
