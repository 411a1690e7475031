package io.hania.access.link;

import io.hania.access.decision.Decision;

/** What becomes of a question: exactly one of these is called, on the event loop of the client that was asked. */
public interface Reply {
    /** The answer. */
    void decided(Decision decision);

    /** No decision could be had within the budget: fail closed. */
    void undecided();
}
