package io.hania.access.link;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/**
 * One end of a stream: cuts what arrives into frames, and gathers what is to be sent until the event loop's tick ends,
 * so that a tick costs one write whatever the number of frames. Garbage closes the stream.
 */
abstract class LinkStream extends ChannelInboundHandlerAdapter {
    private static final int OUT_BYTES = 4096;
    private static final Logger LOG = System.getLogger(LinkStream.class.getName());

    private final Runnable flush = this::flush;
    private @Nullable ChannelHandlerContext context;
    private @Nullable ByteBuf partial;
    private @Nullable ByteBuf out;
    private boolean greeted;
    private boolean hasGreeted;

    /** A frame of a known stream; its payload runs from the reader to the writer index. */
    abstract void received(byte type, int id, ByteBuf payload);

    /** All frames that came in one tick have been given to {@link #received}. */
    void tickEnded() {}

    /** The other end has greeted in the right version. */
    void greeted() {}

    /** The stream is gone; called once. */
    abstract void lost();

    final boolean open() {
        ChannelHandlerContext here = context;
        return here != null && here.channel().isActive();
    }

    final void close() {
        ChannelHandlerContext here = context;
        if (here != null) {
            here.close();
        }
    }

    /** Where to append frames; they leave at the end of this tick. To be called on the event loop. */
    final ByteBuf out() {
        ByteBuf buffer = out;
        if (buffer == null) {
            ChannelHandlerContext here = here();
            buffer = here.alloc().directBuffer(OUT_BYTES);
            out = buffer;
            here.executor().execute(flush);
        }
        return buffer;
    }

    final void closeUnlessGreeted() {
        if (!greeted) {
            close();
        }
    }

    final void execute(Runnable task) {
        here().executor().execute(task);
    }

    final boolean inEventLoop() {
        return here().executor().inEventLoop();
    }

    private ChannelHandlerContext here() {
        ChannelHandlerContext here = context;
        if (here == null) {
            throw new IllegalStateException("not connected");
        }
        return here;
    }

    private void flush() {
        ByteBuf buffer = out;
        out = null;
        if (buffer != null) {
            ChannelHandlerContext here = here();
            here.writeAndFlush(buffer, here.voidPromise());
        }
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
        if (ctx.channel().isActive()) {
            greet();
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) throws Exception {
        greet();
        super.channelActive(ctx);
    }

    private void greet() {
        if (!hasGreeted) {
            hasGreeted = true;
            Frame.writeHello(out());
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf in = join(ctx, (ByteBuf) message);
        try {
            if (!cut(in)) {
                ctx.close();
                in.skipBytes(in.readableBytes());
            }
        } finally {
            keep(ctx, in);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        tickEnded();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) throws Exception {
        ByteBuf rest = partial;
        partial = null;
        if (rest != null) {
            rest.release();
        }
        lost();
        super.channelInactive(ctx);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (!(cause instanceof IOException)) {
            LOG.log(Level.WARNING, "a stream is closed because of what came over it", cause);
        }
        ctx.close();
    }

    private ByteBuf join(ChannelHandlerContext ctx, ByteBuf arrived) {
        ByteBuf before = partial;
        if (before == null) {
            return arrived;
        }
        partial = null;
        try {
            return before.writeBytes(arrived);
        } finally {
            arrived.release();
        }
    }

    private void keep(ChannelHandlerContext ctx, ByteBuf in) {
        if (in.isReadable()) {
            partial =
                    ctx.alloc().buffer(Math.max(OUT_BYTES, in.readableBytes())).writeBytes(in);
        }
        in.release();
    }

    /** Gives every whole frame away; false if the bytes are no frames of ours. */
    private boolean cut(ByteBuf in) {
        int end = in.writerIndex();
        while (end - in.readerIndex() >= Frame.LENGTH) {
            int length = in.getInt(in.readerIndex());
            if (length < Frame.HEADER || length > Frame.MAX_LENGTH) {
                return false;
            }
            int next = in.readerIndex() + Frame.LENGTH + length;
            if (next > end) {
                return true;
            }
            in.skipBytes(Frame.LENGTH).writerIndex(next);
            if (!take(in)) {
                return false;
            }
            in.writerIndex(end).readerIndex(next);
        }
        return true;
    }

    private boolean take(ByteBuf in) {
        byte type = in.readByte();
        int id = in.readInt();
        if (!greeted) {
            greeted = type == Frame.HELLO && id == Frame.MAGIC && in.isReadable() && in.readByte() == Frame.VERSION;
            if (greeted) {
                greeted();
            }
            return greeted;
        }
        if (type == Frame.PING) {
            Frame.write(out(), Frame.PONG, id);
            return true;
        }
        if (type < Frame.QUESTION || type > Frame.GO_AWAY) {
            return false;
        }
        received(type, id, in);
        return true;
    }
}
