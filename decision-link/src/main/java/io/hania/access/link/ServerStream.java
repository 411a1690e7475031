package io.hania.access.link;

import io.hania.access.decision.Decision;
import io.hania.access.decision.Question;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.vertx.core.impl.ContextInternal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The auth-service's end of a stream: gathers the questions of a tick, writes the answers of a tick. */
final class ServerStream extends LinkStream {
    /** Unanswered questions beyond these are failed at once: a client that asks so many doesn't keep its own bound. */
    static final int MOST_UNANSWERED = 16 * 1024;

    private final ContextInternal context;
    private final Decider decider;
    private final DecisionServer server;
    private List<Asked> tick = new ArrayList<>();
    private int unanswered;

    ServerStream(ContextInternal context, Decider decider, DecisionServer server) {
        this.context = context;
        this.decider = decider;
        this.server = server;
    }

    int unanswered() {
        return unanswered;
    }

    /** Tells the client to ask elsewhere. */
    void goAway() {
        Frame.write(out(), Frame.GO_AWAY, 0);
    }

    @Override
    void received(byte type, int id, ByteBuf payload) {
        if (type != Frame.QUESTION) {
            if (type != Frame.PONG) {
                close();
            }
            return;
        }
        if (unanswered >= MOST_UNANSWERED) {
            AnswerCodec.writeFailed(out(), id);
            return;
        }
        read(id, payload);
    }

    private void read(int id, ByteBuf payload) {
        try {
            boolean again = QuestionCodec.again(payload);
            Question question = QuestionCodec.read(payload);
            unanswered++;
            tick.add(new OnStream(this, id, question, again));
        } catch (IllegalArgumentException | IndexOutOfBoundsException _) {
            AnswerCodec.writeFailed(out(), id);
        }
    }

    @Override
    void tickEnded() {
        if (!tick.isEmpty()) {
            List<Asked> asked = tick;
            tick = new ArrayList<>(asked.size());
            context.dispatch(asked, this::decide);
        }
    }

    private void decide(List<Asked> asked) {
        try {
            decider.decide(asked);
        } catch (RuntimeException e) {
            asked.forEach(Asked::fail);
            throw e;
        }
    }

    /** Takes no more questions from a client that doesn't take its answers. */
    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        ctx.channel().config().setAutoRead(ctx.channel().isWritable());
    }

    @Override
    void lost() {
        server.lost(this);
    }

    private void write(int id, @Nullable Decision decision) {
        unanswered--;
        if (open() && (decision == null || !AnswerCodec.write(out(), id, decision))) {
            AnswerCodec.writeFailed(out(), id);
        }
    }

    /** A question of this stream. */
    private static final class OnStream implements Asked {
        private final ServerStream stream;
        private final int id;
        private final Question question;
        private final boolean again;
        private boolean done;

        OnStream(ServerStream stream, int id, Question question, boolean again) {
            this.stream = stream;
            this.id = id;
            this.question = question;
            this.again = again;
        }

        @Override
        public Question question() {
            return question;
        }

        @Override
        public boolean again() {
            return again;
        }

        @Override
        public void answer(Decision decision) {
            if (stream.inEventLoop()) {
                finish(decision);
            } else {
                stream.execute(() -> finish(decision));
            }
        }

        @Override
        public void fail() {
            if (stream.inEventLoop()) {
                finish(null);
            } else {
                stream.execute(() -> finish(null));
            }
        }

        private void finish(@Nullable Decision decision) {
            if (!done) {
                done = true;
                stream.write(id, decision);
            }
        }
    }
}
