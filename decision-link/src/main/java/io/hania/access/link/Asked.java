package io.hania.access.link;

import io.hania.access.decision.Decision;
import io.hania.access.decision.Question;

/** A question that waits for its answer. The first call of {@link #answer} or {@link #fail} counts; any thread may make it. */
public interface Asked {
    /** What is asked. */
    Question question();

    /**
     * Whether the same question may have been decided before by an auth-service that was lost before it could answer:
     * the call may have been counted already.
     */
    default boolean again() {
        return false;
    }

    /** Answers. */
    void answer(Decision decision);

    /** Says that no decision could be made. */
    void fail();
}
