package io.hania.access.link;

import java.util.List;

/** Decides questions. */
@FunctionalInterface
public interface Decider {
    /**
     * Decides all questions of one stream that arrived in one tick of its event loop, on that event loop. Each is to be
     * answered or failed, in any order, now or later; if this throws, those not yet answered are failed.
     *
     * @param tick at least one question; a list of its own for each call
     */
    void decide(List<Asked> tick);
}
