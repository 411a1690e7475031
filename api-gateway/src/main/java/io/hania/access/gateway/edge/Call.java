package io.hania.access.gateway.edge;

import io.hania.access.decision.Caller;
import io.hania.access.decision.Decision;
import io.hania.access.decision.Question;
import io.hania.access.decision.Refusal;
import io.hania.access.error.ApiError;
import io.hania.access.gateway.decision.CallerHeaders;
import io.hania.access.gateway.decision.Place;
import io.hania.access.gateway.error.OwnAnswer;
import io.hania.access.gateway.error.Refusals;
import io.hania.access.gateway.observation.AccessLog;
import io.hania.access.gateway.observation.CallTrace;
import io.hania.access.gateway.proxy.AnswerHeaders;
import io.hania.access.gateway.reference.Page;
import io.hania.access.gateway.wire.BodyReader;
import io.hania.access.gateway.wire.Head;
import io.hania.access.gateway.wire.Header;
import io.hania.access.key.KeyHash;
import io.hania.access.key.KeyKind;
import io.hania.access.key.RawKey;
import io.hania.access.link.Reply;
import io.hania.access.target.RequestTarget;
import io.netty.buffer.ByteBuf;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One call on its way through the order of checks (contract, section 2): target, browser guard, credential, then in
 * auth-service limit, endpoint and ability, and at last the upstream. The first check that fails decides the answer.
 */
final class Call implements Reply {
    private static final Duration DECISION_TIME = Duration.ofSeconds(5);
    private static final int OWN_ANSWER_BYTES = 768;
    /** The status, for traces, of a call whose caller went away. */
    private static final int ABORTED = 499;

    private final GatewayLoop loop;
    private final ClientConnection client;
    private final @Nullable Head head;
    private final @Nullable BodyReader body;
    private final AnswerHeaders headers;
    private final long began = System.nanoTime();
    private final CallTrace trace;
    private Place place = Place.OTHER;
    private String path = "";
    private long asked;
    private @Nullable PageAccess access;
    private Decision.@Nullable Allowed logged;
    private @Nullable Forwarding forwarding;
    private boolean done;

    /** A call whose head has been read. */
    Call(GatewayLoop loop, ClientConnection client, Head head, BodyReader body) {
        this.loop = loop;
        this.client = client;
        this.head = head;
        this.body = body;
        this.headers = new AnswerHeaders(loop.requestIds().of(head));
        this.trace = loop.tracing().of(head);
    }

    /** A call that couldn't be read. */
    Call(GatewayLoop loop, ClientConnection client) {
        this.loop = loop;
        this.client = client;
        this.head = null;
        this.body = null;
        this.headers = new AnswerHeaders(loop.requestIds().next());
        this.trace = CallTrace.NONE;
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

    CallTrace trace() {
        return trace;
    }

    /** Check 1, and the way to the others. */
    void begin() {
        Head request = request();
        client.deadlineIn(DECISION_TIME);
        if (request.method().equals("TRACE") || request.method().equals("CONNECT")) {
            answer(OwnAnswer.of(ApiError.METHOD_NOT_ALLOWED, "Allow: GET, HEAD, POST, PUT, PATCH, DELETE"));
            return;
        }
        switch (RequestTarget.check(request.target())) {
            case RequestTarget.Accepted target -> enter(request, target.path());
            case RequestTarget.Rejected _ -> answer(OwnAnswer.of(ApiError.INVALID_REQUEST));
        }
    }

    private void enter(Head request, String decided) {
        path = decided;
        place = Place.of(decided);
        switch (place) {
            case Place.Account _ -> account(request);
            case Place.Widget widget -> widget(request, widget);
            case Place.Embed _ -> embed(request);
            case Place.Other _ -> other(request);
        }
    }

    /** Checks 2 and 3. */
    private void account(Head request) {
        RawKey key = accountKey(request);
        if (CallerHeaders.rejects(loop.browserGuard(), request)) {
            if (key != null) {
                loop.decisions().ask(question(request, key, KeyKind.ACCOUNT, path, true), NobodyWaits.REPLY);
            }
            answer(OwnAnswer.of(ApiError.BROWSER_CALL_REJECTED));
        } else if (key != null) {
            ask(question(request, key, KeyKind.ACCOUNT, path, false));
        } else {
            unauthorized();
        }
    }

    private @Nullable RawKey accountKey(Head request) {
        RawKey key = CallerHeaders.key(request);
        return key != null && loop.keys().kindOf(key).orElse(null) == KeyKind.ACCOUNT ? key : null;
    }

    private void widget(Head request, Place.Widget widget) {
        headers.variesByOrigin();
        RawKey key = new RawKey(widget.key());
        if (loop.keys().kindOf(key).orElse(null) == KeyKind.WIDGET) {
            Question question = question(request, key, KeyKind.WIDGET, widget.rest(), false);
            access = new PageAccess(loop.allowedPages(), question, request, headers);
            ask(question);
        } else {
            unauthorized();
        }
    }

    private void embed(Head request) {
        headers.forEverybody();
        if (request.method().equals("GET") || request.method().equals("HEAD")) {
            forward(loop.embedUpstream(), null);
        } else {
            answer(OwnAnswer.of(ApiError.METHOD_NOT_ALLOWED, "Allow: GET, HEAD"));
        }
    }

    private void other(Head request) {
        Page page = loop.pages().get(path);
        if (page == null) {
            answer(OwnAnswer.of(ApiError.NOT_FOUND));
        } else if (request.method().equals("GET") || request.method().equals("HEAD")) {
            boolean lasts = client.lasts(request);
            ByteBuf out = client.channel().alloc().buffer(OWN_ANSWER_BYTES);
            page.write(out, request, headers, lasts);
            finish(out, 200, lasts);
        } else {
            answer(OwnAnswer.of(ApiError.METHOD_NOT_ALLOWED, "Allow: GET, HEAD"));
        }
    }

    private Question question(Head request, RawKey key, KeyKind kind, String asked, boolean browser) {
        Caller caller = new Caller(
                headers.requestId(),
                client.sender().address(request),
                CallerHeaders.statedOrigin(request),
                request.value(Header.X_HANIA_VISITOR),
                browser);
        return new Question(KeyHash.of(key), kind, request.method(), asked, caller);
    }

    private void ask(Question question) {
        asked = System.nanoTime();
        trace.begin("decision");
        loop.decisions().ask(question, this);
    }

    @Override
    public void decided(Decision decision) {
        loop.metrics().decided(decision, System.nanoTime() - asked);
        trace.end();
        if (done) {
            return;
        }
        if (access != null) {
            access.decided(decision);
        }
        switch (decision) {
            case Decision.Allowed allowed -> allowed(allowed);
            case Decision.Refused refused -> {
                headers.quota(refused.quota());
                refused(refused.refusal());
            }
            case Decision.Limited limited -> {
                headers.quota(limited.quota());
                answer(Refusals.of(limited));
            }
        }
    }

    @Override
    public void undecided() {
        loop.metrics().undecided(System.nanoTime() - asked);
        trace.end();
        if (!done) {
            noDecision();
        }
    }

    /** Fails closed, and tells a page that was allowed a moment ago; its preflight passes, or it would read nothing. */
    private void noDecision() {
        boolean readable = access != null && access.undecided();
        if (readable && isPreflight()) {
            preflight(List.of("GET", "POST"));
        } else {
            answer(OwnAnswer.of(ApiError.AUTH_UNAVAILABLE, "Retry-After: 1"));
        }
    }

    private void allowed(Decision.Allowed allowed) {
        logged = loop.config().accessLog() ? allowed : null;
        headers.quota(allowed.quota());
        headers.visitor(allowed.visitor());
        if (isPreflight()) {
            preflight(List.of("GET", "POST"));
        } else {
            forward(allowed.upstream(), allowed.token());
        }
    }

    private void refused(Refusal refusal) {
        switch (refusal) {
            case Refusal.Unauthorized _ -> unauthorized();
            case Refusal.MethodNotAllowed wrong when isPreflight() -> preflight(wrong.allow());
            case Refusal.OriginNotAllowed _, Refusal.NotFound _, Refusal.MethodNotAllowed _, Refusal.MissingAbility _ ->
                answer(Refusals.of(refusal));
        }
    }

    /** Waits until the time says nothing about the reason (decision record 0012). */
    private void unauthorized() {
        loop.hold().until(began, () -> {
            if (!done) {
                answer(Refusals.unauthorized());
            }
        });
    }

    private boolean isPreflight() {
        return access != null && access.isPreflight();
    }

    private void preflight(List<String> methods) {
        boolean lasts = client.lasts(request());
        ByteBuf out = client.channel().alloc().buffer(OWN_ANSWER_BYTES);
        Preflight.write(out, methods, headers, lasts, request().oldVersion());
        finish(out, 204, lasts);
    }

    private void forward(String upstream, @Nullable String token) {
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
        trace.begin(upstream);
        next.begin(upstream);
    }

    /** Answers with an error of ours. */
    void answer(OwnAnswer answer) {
        Head request = head;
        boolean lasts = request != null && client.lasts(request);
        ByteBuf out = client.channel().alloc().buffer(OWN_ANSWER_BYTES);
        answer.write(out, request, headers, lasts);
        finish(out, answer.error().status(), lasts);
    }

    private void finish(ByteBuf out, int status, boolean lasts) {
        client.write(out);
        client.flush();
        finished(status, lasts);
    }

    /** The answer has been written to its end. */
    void finished(int status, boolean lasts) {
        done = true;
        loop.metrics().called(place, status, System.nanoTime() - began);
        trace.over(place, path, status, headers.requestId());
        if (loop.config().accessLog()) {
            AccessLog.write(head, path, place, status, System.nanoTime() - began, headers.requestId(), logged);
        }
        client.answered(lasts);
    }

    /** The answer can't be brought to its end. */
    void broken(int status) {
        done = true;
        loop.metrics().called(place, status, System.nanoTime() - began);
        trace.over(place, path, status, headers.requestId());
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
        if (forwarding == null) {
            noDecision();
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
            trace.over(place, path, ABORTED, headers.requestId());
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
