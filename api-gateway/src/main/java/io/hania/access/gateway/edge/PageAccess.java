package io.hania.access.gateway.edge;

import io.hania.access.decision.Decision;
import io.hania.access.decision.Question;
import io.hania.access.decision.Refusal;
import io.hania.access.gateway.proxy.AnswerHeaders;
import io.hania.access.gateway.wire.Head;
import io.hania.access.gateway.wire.Header;

/** What the page that a widget's call comes from may read of the answer (contract, section 5). */
final class PageAccess {
    private final AllowedPages pages;
    private final Question question;
    private final Head request;
    private final AnswerHeaders headers;

    PageAccess(AllowedPages pages, Question question, Head request, AnswerHeaders headers) {
        this.pages = pages;
        this.question = question;
        this.request = request;
        this.headers = headers;
    }

    /** The page may read what follows, unless key or origin are refused. */
    void decided(Decision decision) {
        switch (decision) {
            case Decision.Allowed _, Decision.Limited _ -> allowed();
            case Decision.Refused refused -> {
                switch (refused.refusal()) {
                    case Refusal.Unauthorized _, Refusal.OriginNotAllowed _ -> pages.refused(question);
                    case Refusal.NotFound _, Refusal.MethodNotAllowed _, Refusal.MissingAbility _ -> allowed();
                }
            }
        }
    }

    /** Nobody knows. Whether the page may read that. */
    boolean undecided() {
        boolean lately = pages.lately(question);
        if (lately) {
            allowOrigin();
        }
        return lately;
    }

    /** Whether it is the browser's own question before a call (Fetch standard, 4.8). */
    boolean isPreflight() {
        return request.method().equals("OPTIONS") && request.find(Header.ACCESS_CONTROL_REQUEST_METHOD) >= 0;
    }

    private void allowed() {
        pages.allowed(question);
        allowOrigin();
    }

    private void allowOrigin() {
        headers.allowOrigin(request.value(Header.ORIGIN));
    }
}
