package io.hania.access.link;

import io.hania.access.decision.Question;
import org.jspecify.annotations.Nullable;

/** A question on its way, linked to its neighbours in the order of asking, which is that of their deadlines. */
final class Pending {
    final Question question;
    final Reply reply;
    final int id;
    final long askedAt;

    @Nullable
    ClientStream stream;

    boolean asked;
    boolean failed;

    @Nullable
    Pending older;

    @Nullable
    Pending younger;

    Pending(Question question, Reply reply, int id, long askedAt) {
        this.question = question;
        this.reply = reply;
        this.id = id;
        this.askedAt = askedAt;
    }
}
