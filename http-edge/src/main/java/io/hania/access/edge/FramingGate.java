package io.hania.access.edge;

import io.hania.access.error.ApiError;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.ssl.AbstractSniHandler;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Lets only requests through that can be read in one way, and answers all others with 400 and the end of the connection.
 * It stands first in the pipeline, or behind TLS: the framework behind it sees whole, checked heads, and bodies by reference.
 *
 * <p>Refused: both {@code Content-Length} and {@code Transfer-Encoding}, or one of them twice or in an odd form; folded headers, blanks
 * before a colon, control characters, line feeds alone; no or two {@code Host}; HTTP/1.0 with chunks; a target that {@link
 * io.hania.access.target.RequestTarget} refuses (400, over 8 KB 414); over 16 KB of headers (431); a head that takes too long
 * (408); HTTP/2. A server that doesn't speak HTTP/1 alone is left alone: {@link EdgeRoute} answers nothing there.
 *
 * <p>A refusal keeps its turn: it follows the answers to the requests before it. Has the server begun to answer the very
 * request whose body turns out bad, then that is the one answer, and the connection ends with it.
 */
public final class FramingGate extends ChannelDuplexHandler {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long LINGER_MILLIS = 500;
    private static final long DRAIN_SECONDS = 5;

    private final RequestReader reader = new RequestReader();
    private final Duration patience;
    private @Nullable Answers answers;
    private @Nullable ByteBuf held;
    private @Nullable Future<?> timer;
    private @Nullable Fault refusal;
    private int checked;
    private boolean ended;

    /** A gate that waits 10 s for a head. */
    public FramingGate() {
        this(PATIENCE);
    }

    /** @param patience how long a head may take from its first byte to its last; the first one from connecting */
    public FramingGate(Duration patience) {
        this.patience = patience;
    }

    /** TLS, if there is any, stands in the pipeline by now: what it deciphers is what must be read in one way. */
    @Override
    public void channelActive(ChannelHandlerContext context) {
        ChannelPipeline pipeline = context.pipeline();
        ChannelHandlerContext tls = tls(pipeline);
        if (tls == null) {
            settle(context);
        } else if (pipeline.first() == this) {
            pipeline.remove(this);
            pipeline.addAfter(tls.name(), GateExtension.GATE, new FramingGate(patience));
        }
        context.fireChannelActive();
    }

    /** With TLS, it's the handshake that tells which protocol the server speaks. */
    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        context.fireUserEventTriggered(event);
        if (event instanceof SslHandshakeCompletionEvent handshake && handshake.isSuccess()) {
            settle(context);
        }
    }

    /** Stays before a server of HTTP/1, and only there. */
    private void settle(ChannelHandlerContext context) {
        Answers watching = new Answers(() -> answerInTurn(context));
        if (watching.watch(context.pipeline())) {
            answers = watching;
            ForgetfulDecoder.install(context.pipeline());
            startTimer(context);
        } else {
            context.pipeline().remove(this);
        }
    }

    private static @Nullable ChannelHandlerContext tls(ChannelPipeline pipeline) {
        ChannelHandlerContext named = pipeline.context(AbstractSniHandler.class);
        return named == null ? pipeline.context(SslHandler.class) : named;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        if (refusal != null || ended) {
            bytes.release();
            return;
        }
        ByteBuf before = held;
        held = null;
        read(
                context,
                before == null ? bytes : ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(context.alloc(), before, bytes));
    }

    private void read(ChannelHandlerContext context, ByteBuf in) {
        int at = in.readerIndex() + checked;
        int whole = in.readerIndex();
        int sound = whole;
        for (int next = reader.advance(in, at); next != RequestReader.STUCK; next = reader.advance(in, at)) {
            at = next;
            if (!reader.inHead() || reader.between()) {
                whole = at;
            }
            if (reader.between()) {
                sound = at;
            }
        }
        Fault fault = reader.fault();
        int end = fault == null ? whole : sound;
        checked = at - end;
        pass(context, in, end);
        if (fault != null) {
            refuse(context, fault);
        }
    }

    /** Passes what is checked, keeps the rest. */
    private void pass(ChannelHandlerContext context, ByteBuf in, int end) {
        int ready = end - in.readerIndex();
        if (ready == 0) {
            held = in;
            if (timer == null && reader.inHead()) {
                startTimer(context);
            }
            return;
        }
        stopTimer();
        if (ready == in.readableBytes()) {
            context.fireChannelRead(in);
            return;
        }
        ByteBuf part = in.readRetainedSlice(ready);
        held = in;
        context.fireChannelRead(part);
        if (reader.inHead() && !ended) {
            startTimer(context);
        }
    }

    private void refuse(ChannelHandlerContext context, Fault fault) {
        refusal = fault;
        stopTimer();
        release();
        answerInTurn(context);
        if (!ended) {
            context.executor().schedule(() -> context.close(), DRAIN_SECONDS, TimeUnit.SECONDS);
        }
    }

    private void answerInTurn(ChannelHandlerContext context) {
        Fault fault = refusal;
        Answers given = answers;
        if (fault == null || given == null || ended) {
            return;
        }
        int before = reader.whole();
        if (given.begun() > before) {
            ended = true;
            context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener((ChannelFutureListener) _ -> hangUp(context));
        } else if (given.ended() == before) {
            ended = true;
            context.writeAndFlush(fault.answer()).addListener((ChannelFutureListener) _ -> hangUp(context));
        }
    }

    /** Nothing follows the connection's last answer; the server learns of it when the connection closes. */
    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (ended) {
            ReferenceCountUtil.release(message);
            promise.trySuccess();
        } else {
            context.write(message, promise);
        }
    }

    /** Ends our side, and the whole after a moment: to hang up on unread bytes at once would lose the answer. */
    private static void hangUp(ChannelHandlerContext context) {
        if (context.channel() instanceof DuplexChannel duplex && tls(context.pipeline()) == null) {
            duplex.shutdownOutput();
        }
        context.channel().config().setAutoRead(true);
        context.executor().schedule(() -> context.close(), LINGER_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void startTimer(ChannelHandlerContext context) {
        stopTimer();
        timer = context.executor().schedule(() -> late(context), patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void late(ChannelHandlerContext context) {
        timer = null;
        if (refusal == null && !ended) {
            refuse(context, Fault.of(ApiError.REQUEST_TIMEOUT));
        }
    }

    private void stopTimer() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }

    private void release() {
        if (held != null) {
            held.release();
            held = null;
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        stopTimer();
        release();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        ended = true;
        stopTimer();
        release();
        context.fireChannelInactive();
    }
}
