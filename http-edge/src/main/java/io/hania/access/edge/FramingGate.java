package io.hania.access.edge;

import io.hania.access.error.ApiError;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.util.concurrent.Future;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Lets only requests through that can be read in one way, and answers all others with 400 and the end of the connection.
 * It stands first in the pipeline: the framework behind it sees whole, checked heads, and bodies by reference.
 *
 * <p>Refused: both {@code Content-Length} and {@code Transfer-Encoding}, or one of them twice or in an odd form; folded headers, blanks
 * before a colon, control characters, line feeds alone; no or two {@code Host}; HTTP/1.0 with chunks; a target that {@link
 * io.hania.access.target.RequestTarget} refuses (400, over 8 KB 414); over 16 KB of headers (431); a head that takes too long
 * (408). TLS and the HTTP/2 preface pass.
 */
public final class FramingGate extends ChannelInboundHandlerAdapter {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long LINGER_MILLIS = 500;
    private static final long DRAIN_SECONDS = 5;
    /** No HTTP server takes this for a request; it makes the one behind answer 400 after what it still has to answer. */
    private static final byte[] NO_REQUEST = "!\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final RequestReader reader = new RequestReader();
    private final Duration patience;
    private @Nullable ByteBuf held;
    private @Nullable Future<?> timer;
    private int checked;
    private boolean passed;
    private boolean dead;

    /** A gate that waits 10 s for a head. */
    public FramingGate() {
        this(PATIENCE);
    }

    /** @param patience how long a head may take from its first byte to its last; the first one from connecting */
    public FramingGate(Duration patience) {
        this.patience = patience;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        startTimer(context);
        context.fireChannelActive();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        if (dead) {
            bytes.release();
            return;
        }
        if (reader.opaque()) {
            context.fireChannelRead(bytes);
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
        for (int next = reader.advance(in, at); next != RequestReader.STUCK; next = reader.advance(in, at)) {
            at = next;
            if (!reader.inHead() || reader.between()) {
                whole = at;
            }
        }
        checked = at - whole;
        pass(context, in, whole);
        Fault fault = reader.fault();
        if (fault != null) {
            refuse(context, fault);
        }
    }

    /** Passes what is checked, keeps the rest. */
    private void pass(ChannelHandlerContext context, ByteBuf in, int end) {
        int ready = end - in.readerIndex();
        if (ready == in.readableBytes()) {
            stopTimer();
            passed = true;
            context.fireChannelRead(in);
            return;
        }
        boolean fresh = timer == null;
        if (ready > 0) {
            stopTimer();
            passed = true;
            ByteBuf part = in.readRetainedSlice(ready);
            held = in;
            context.fireChannelRead(part);
            fresh = true;
        } else {
            held = in;
        }
        if (fresh && reader.inHead() && !dead) {
            startTimer(context);
        }
    }

    private void refuse(ChannelHandlerContext context, Fault fault) {
        dead = true;
        stopTimer();
        release();
        if (passed && reader.inHead()) {
            context.fireChannelRead(Unpooled.wrappedBuffer(NO_REQUEST));
            context.fireChannelReadComplete();
            context.executor().schedule(() -> context.close(), DRAIN_SECONDS, TimeUnit.SECONDS);
            return;
        }
        context.writeAndFlush(fault.answer()).addListener((ChannelFutureListener) _ -> hangUp(context));
    }

    /** Ends our side, and the whole after a moment: to hang up on unread bytes at once would lose the answer. */
    private static void hangUp(ChannelHandlerContext context) {
        if (context.channel() instanceof DuplexChannel duplex) {
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
        if (!dead) {
            dead = true;
            release();
            context.writeAndFlush(Fault.of(ApiError.REQUEST_TIMEOUT).answer())
                    .addListener((ChannelFutureListener) _ -> hangUp(context));
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
        dead = true;
        stopTimer();
        release();
        context.fireChannelInactive();
    }
}
