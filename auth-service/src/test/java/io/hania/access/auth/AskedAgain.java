package io.hania.access.auth;

import io.hania.access.auth.decision.Desks;
import io.hania.access.decision.Decision;
import io.hania.access.decision.Question;
import io.hania.access.link.Asked;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A question whose first auth-service was lost. */
record AskedAgain(Question question, CompletableFuture<Decision> decided) implements Asked {
    /** Asks, and waits for the answer. */
    static Decision decide(Desks desks, Question question) {
        AskedAgain asked = new AskedAgain(question, new CompletableFuture<>());
        if (!desks.decide(asked)) {
            throw new IllegalStateException("no desk is open");
        }
        return asked.decided.orTimeout(10, TimeUnit.SECONDS).join();
    }

    @Override
    public boolean again() {
        return true;
    }

    @Override
    public void answer(Decision decision) {
        decided.complete(decision);
    }

    @Override
    public void fail() {
        decided.completeExceptionally(new IllegalStateException("no decision"));
    }
}
