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
import io.hania.access.gateway.observation.CallRecord;
import io.hania.access.gateway.proxy.AnswerHeaders;
import io.hania.access.gateway.reference.Page;
import io.hania.access.gateway.wire.Head;
import io.hania.access.gateway.wire.Header;
import io.hania.access.key.KeyHash;
import io.hania.access.key.KeyKind;
import io.hania.access.key.RawKey;
import io.hania.access.link.Reply;
import io.hania.access.target.RequestTarget;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The order of checks (contract, section 2): target, browser guard, credential, then in auth-service limit, endpoint and
 * ability, and at last the upstream. The first that fails decides the answer.
 */
final class Checks implements Reply {
    private static final List<String> WIDGET_METHODS = List.of("GET", "POST");

    private final GatewayLoop loop;
    private final Call call;
    private final Head request;
    private final AnswerHeaders headers;
    private final CallRecord record;
    private String path = "";
    private @Nullable PageAccess access;

    Checks(Call call, Head request) {
        this.loop = call.loop();
        this.call = call;
        this.request = request;
        this.headers = call.headers();
        this.record = call.record();
    }

    /** Check 1, and the way to the others. */
    void begin() {
        if (request.method().equals("TRACE") || request.method().equals("CONNECT")) {
            call.answer(OwnAnswer.of(ApiError.METHOD_NOT_ALLOWED, "Allow: GET, HEAD, POST, PUT, PATCH, DELETE"));
            return;
        }
        switch (RequestTarget.check(request.target())) {
            case RequestTarget.Accepted target -> enter(target.path());
            case RequestTarget.Rejected _ -> call.answer(OwnAnswer.of(ApiError.INVALID_REQUEST));
        }
    }

    private void enter(String decided) {
        path = decided;
        Place place = Place.of(decided);
        record.entered(place, decided);
        switch (place) {
            case Place.Account _ -> account();
            case Place.Widget widget -> widget(widget);
            case Place.Embed _ -> embed();
            case Place.Other _ -> other();
        }
    }

    /** Checks 2 and 3. */
    private void account() {
        RawKey key = accountKey();
        if (CallerHeaders.rejects(loop.browserGuard(), request)) {
            if (key != null) {
                loop.decisions().ask(question(key, KeyKind.ACCOUNT, path, true), NobodyWaits.REPLY);
            }
            call.answer(OwnAnswer.of(ApiError.BROWSER_CALL_REJECTED));
        } else if (key != null) {
            ask(question(key, KeyKind.ACCOUNT, path, false));
        } else {
            unauthorized();
        }
    }

    private @Nullable RawKey accountKey() {
        RawKey key = CallerHeaders.key(request);
        return key != null && loop.keys().kindOf(key).orElse(null) == KeyKind.ACCOUNT ? key : null;
    }

    private void widget(Place.Widget widget) {
        headers.variesByOrigin();
        RawKey key = new RawKey(widget.key());
        if (loop.keys().kindOf(key).orElse(null) == KeyKind.WIDGET) {
            Question question = question(key, KeyKind.WIDGET, widget.rest(), false);
            access = new PageAccess(loop.allowedPages(), question, request, headers);
            ask(question);
        } else {
            unauthorized();
        }
    }

    private void embed() {
        headers.forEverybody();
        if (reads()) {
            call.forward(loop.embedUpstream(), null);
        } else {
            call.answer(OwnAnswer.of(ApiError.METHOD_NOT_ALLOWED, "Allow: GET, HEAD"));
        }
    }

    private void other() {
        Page page = loop.pages().get(path);
        if (page == null) {
            call.answer(OwnAnswer.of(ApiError.NOT_FOUND));
        } else if (reads()) {
            call.show(page);
        } else {
            call.answer(OwnAnswer.of(ApiError.METHOD_NOT_ALLOWED, "Allow: GET, HEAD"));
        }
    }

    private boolean reads() {
        return request.method().equals("GET") || request.method().equals("HEAD");
    }

    private Question question(RawKey key, KeyKind kind, String asked, boolean browser) {
        Caller caller = new Caller(
                headers.requestId(),
                call.client().sender().address(request),
                CallerHeaders.statedOrigin(request),
                request.value(Header.X_HANIA_VISITOR),
                browser);
        return new Question(KeyHash.of(key), kind, request.method(), asked, caller);
    }

    private void ask(Question question) {
        record.asks();
        loop.decisions().ask(question, this);
    }

    @Override
    public void decided(Decision decision) {
        record.decided(decision);
        if (call.done()) {
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
                call.answer(Refusals.of(limited));
            }
        }
    }

    @Override
    public void undecided() {
        record.undecided();
        if (!call.done()) {
            noDecision();
        }
    }

    /** Fails closed, and tells a page that was allowed a moment ago; its preflight passes, or it would read nothing. */
    void noDecision() {
        boolean readable = access != null && access.undecided();
        if (readable && isPreflight()) {
            call.answerPreflight(WIDGET_METHODS);
        } else {
            call.answer(OwnAnswer.of(ApiError.AUTH_UNAVAILABLE, "Retry-After: 1"));
        }
    }

    private void allowed(Decision.Allowed allowed) {
        headers.quota(allowed.quota());
        headers.visitor(allowed.visitor());
        if (isPreflight()) {
            call.answerPreflight(WIDGET_METHODS);
        } else {
            call.forward(allowed.upstream(), allowed.token());
        }
    }

    private void refused(Refusal refusal) {
        switch (refusal) {
            case Refusal.Unauthorized _ -> unauthorized();
            case Refusal.MethodNotAllowed wrong when isPreflight() -> call.answerPreflight(wrong.allow());
            case Refusal.OriginNotAllowed _, Refusal.NotFound _, Refusal.MethodNotAllowed _, Refusal.MissingAbility _ ->
                call.answer(Refusals.of(refusal));
        }
    }

    /** Waits until the time says nothing about the reason (decision record 0012). */
    private void unauthorized() {
        loop.hold().until(record.began(), () -> {
            if (!call.done()) {
                call.answer(Refusals.unauthorized());
            }
        });
    }

    private boolean isPreflight() {
        return access != null && access.isPreflight();
    }
}
