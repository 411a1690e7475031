package io.hania.access.gateway.edge;

import io.hania.access.error.ApiError;
import io.hania.access.gateway.decision.Sender;
import io.hania.access.gateway.error.Refusals;
import io.hania.access.gateway.wire.BadMessage;
import io.hania.access.gateway.wire.BodyReader;
import io.hania.access.gateway.wire.Head;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One caller's connection: reads one call after the other. What comes ahead of its turn is not read from the socket, nor is
 * anything from a caller that doesn't take its answers.
 *
 * <pre>
 *            head read             body read          answered
 *   HEAD ───────────────► BODY ───────────────► WAIT ──────────► HEAD
 *    │                     │ answered early                        ▲
 *    │ malformed           ├──────────────► DISCARD ───────────────┤ rest was small
 *    ▼                     ▼                                       │
 *   CLOSING ◄──────────────┴── rest is large                       │
 * </pre>
 */
final class ClientConnection extends CallerSocket {
    private static final Duration LINGER = Duration.ofSeconds(1);
    private static final long SMALL_REST = 65_536;

    private enum State {
        HEAD,
        BODY,
        WAIT,
        DISCARD,
        CLOSING
    }

    private final GatewayLoop loop;
    private final Sender sender;
    private final BodyPace pace;
    private State state = State.HEAD;
    private @Nullable Call call;
    private @Nullable BodyReader body;
    private boolean headBegun;
    private long deadline;
    /** Where the loop keeps it; the loop's business. */
    int place = -1;

    ClientConnection(GatewayLoop loop, Channel channel, Sender sender) {
        super(channel);
        this.loop = loop;
        this.sender = sender;
        this.pace = new BodyPace(loop.config().limits());
        deadlineIn(loop.config().limits().head());
    }

    @Override
    boolean closing() {
        return state == State.CLOSING;
    }

    Sender sender() {
        return sender;
    }

    /** The call has changed what it waits for. */
    void deadlineIn(Duration time) {
        deadline = System.nanoTime() + time.toNanos();
    }

    /** Goes on reading the body, or stops. */
    void readBody(boolean wanted) {
        read(wanted);
        if (wanted) {
            pace.resume();
            process();
            if (call != null) {
                call.bodyPaused();
            }
        } else {
            pace.pause();
        }
    }

    /** Whether the connection can carry another call after an answer given now. */
    boolean lasts(Head request) {
        BodyReader reading = body;
        return request.persistent()
                && !loop.leaving()
                && (reading == null
                        || reading.ended()
                        || reading.announced() >= 0 && reading.announced() <= SMALL_REST);
    }

    /** The whole answer has been written. */
    void answered(boolean lasts) {
        call = null;
        if (!lasts) {
            boolean unread = body == null || !body.ended();
            state = State.CLOSING;
            deadlineIn(LINGER);
            closeAfterWriting(unread);
        } else if (body != null && !body.ended()) {
            state = State.DISCARD;
            deadlineIn(loop.config().limits().bodyIdle());
            readBody(true);
        } else {
            nextCall();
        }
    }

    /** Without an answer, or in the middle of one. */
    void closeAbruptly() {
        call = null;
        state = State.CLOSING;
        channel().close();
    }

    /** Answers what could not be read, and closes. */
    void refuse(ApiError fault) {
        Call unread = new Call(loop, this);
        call = unread;
        body = null;
        state = State.WAIT;
        unread.refuseUnread(fault);
    }

    /** Closes if nothing is going on. */
    void closeIfIdle() {
        if (state == State.HEAD && !hasInput()) {
            channel().close();
        }
    }

    /** Looks at the clock. */
    void check(long now) {
        if (state == State.BODY && call != null && pace.tooSlow(now)) {
            call.tooSlow();
        } else if (now - deadline >= 0) {
            late();
        }
    }

    private void late() {
        switch (state) {
            case HEAD -> {
                if (headBegun) {
                    refuse(ApiError.REQUEST_TIMEOUT);
                } else {
                    channel().close();
                }
            }
            case BODY, WAIT -> {
                if (call != null) {
                    call.late();
                }
            }
            case DISCARD, CLOSING -> channel().close();
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        loop.add(this);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        loop.remove(this);
        releaseInput();
        Call running = call;
        call = null;
        state = State.CLOSING;
        if (running != null) {
            running.callerGone();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (call != null) {
            call.bodyPaused();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (call != null) {
            call.callerWritable(channel().isWritable());
        } else if (state == State.HEAD && channel().isWritable()) {
            read(true);
            process();
        }
    }

    @Override
    boolean step(ByteBuf input) {
        try {
            return switch (state) {
                case HEAD -> readHead(input);
                case BODY -> readBody(input);
                case DISCARD -> discard(input);
                case WAIT -> {
                    if (input.isReadable()) {
                        read(false);
                    }
                    yield false;
                }
                case CLOSING -> {
                    input.skipBytes(input.readableBytes());
                    yield false;
                }
            };
        } catch (BadMessage bad) {
            if (call != null) {
                call.badBody();
            } else {
                refuse(Refusals.fault(bad.reason()));
            }
            return false;
        }
    }

    private boolean readHead(ByteBuf input) throws BadMessage {
        if (!input.isReadable()) {
            return false;
        }
        if (!channel().isWritable()) {
            read(false);
            return false;
        }
        Head head = loop.requests().read(input);
        if (head == null) {
            if (!headBegun) {
                headBegun = true;
                deadlineIn(loop.config().limits().head());
            }
            return false;
        }
        headBegun = false;
        BodyReader reading = BodyReader.ofRequest(head);
        Call next = new Call(loop, this, head, reading);
        body = reading;
        call = next;
        state = reading.ended() ? State.WAIT : State.BODY;
        pace.begin();
        next.begin();
        return true;
    }

    private boolean readBody(ByteBuf input) throws BadMessage {
        Call running = call;
        BodyReader reading = body;
        if (running == null || reading == null) {
            return false;
        }
        if (!running.takesBody()) {
            pace.pause();
            read(!input.isReadable());
            return false;
        }
        ByteBuf piece = reading.next(input);
        if (piece != null) {
            pace.arrived(piece.readableBytes());
            running.bodyPiece(piece);
        }
        if (state == State.BODY && reading.ended()) {
            state = State.WAIT;
            running.bodyEnded();
        }
        return piece != null || reading.ended();
    }

    private boolean discard(ByteBuf input) throws BadMessage {
        BodyReader reading = body;
        ByteBuf piece = reading == null ? null : reading.next(input);
        if (piece != null) {
            piece.release();
        }
        if (reading == null || reading.ended()) {
            nextCall();
            return true;
        }
        return piece != null;
    }

    private void nextCall() {
        body = null;
        state = State.HEAD;
        headBegun = false;
        deadlineIn(loop.config().limits().keepAlive());
        read(true);
        if (loop.draining() && !hasInput()) {
            channel().close();
        }
        process();
    }
}
