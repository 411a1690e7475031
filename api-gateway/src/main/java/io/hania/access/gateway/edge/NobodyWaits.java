package io.hania.access.gateway.edge;

import io.hania.access.decision.Decision;
import io.hania.access.link.Reply;

/** For questions whose answer nobody waits for. */
enum NobodyWaits implements Reply {
    REPLY;

    @Override
    public void decided(Decision decision) {}

    @Override
    public void undecided() {}
}
