package io.hania.access.auth.http;

import io.hania.access.decision.Decision;
import io.hania.access.decision.Question;
import io.hania.access.link.Asked;
import io.vertx.core.Context;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A question that came over HTTP.
 *
 * @param question what is asked
 * @param context where the answer is to be given
 * @param answered takes the decision; null if none could be made
 */
record HttpAsked(Question question, Context context, Consumer<@Nullable Decision> answered) implements Asked {
    @Override
    public void answer(Decision decision) {
        context.runOnContext(here -> answered.accept(decision));
    }

    @Override
    public void fail() {
        context.runOnContext(here -> answered.accept(null));
    }
}
