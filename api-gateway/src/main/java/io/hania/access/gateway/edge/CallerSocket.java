package io.hania.access.gateway.edge;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import java.io.IOException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of one caller's connection: what has arrived is kept until it is read, and the end comes without destroying an
 * answer on its way.
 */
abstract class CallerSocket extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = Logger.getLogger(CallerSocket.class);

    private final Channel channel;
    private @Nullable ByteBuf in;
    private boolean processing;

    CallerSocket(Channel channel) {
        this.channel = channel;
    }

    /** Reads one thing from what has arrived; false if there is nothing more to do with it now. */
    abstract boolean step(ByteBuf input);

    /** Whether nothing is read any more. */
    abstract boolean closing();

    final Channel channel() {
        return channel;
    }

    final void write(ByteBuf part) {
        channel.write(part, channel.voidPromise());
    }

    final void flush() {
        channel.flush();
    }

    /** Takes bytes from the socket, or leaves them there. */
    final void read(boolean wanted) {
        channel.config().setAutoRead(wanted);
    }

    /** Whether something has arrived that nobody has read. */
    final boolean hasInput() {
        return in != null;
    }

    /** Reads on in what has arrived. */
    final void process() {
        if (processing) {
            return;
        }
        processing = true;
        try {
            boolean more = true;
            while (more && in != null) {
                more = step(in);
            }
        } finally {
            processing = false;
            if (in != null && !in.isReadable()) {
                releaseInput();
            }
        }
    }

    final void releaseInput() {
        ByteBuf rest = in;
        in = null;
        if (rest != null) {
            rest.release();
        }
    }

    /**
     * Closes after what was written has left.
     *
     * @param unread whether more may come, which is then read and dropped, lest a reset destroy the answer
     */
    final void closeAfterWriting(boolean unread) {
        read(true);
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER)
                .addListener(unread ? _ -> shutdownOutput() : ChannelFutureListener.CLOSE);
    }

    private void shutdownOutput() {
        if (channel instanceof DuplexChannel duplex && channel.isActive()) {
            duplex.shutdownOutput();
        } else {
            channel.close();
        }
    }

    @Override
    public final void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf arrived = (ByteBuf) message;
        if (closing()) {
            arrived.release();
            return;
        }
        ByteBuf before = in;
        if (before == null) {
            in = arrived;
        } else {
            in = before.alloc()
                    .buffer(before.readableBytes() + arrived.readableBytes())
                    .writeBytes(before)
                    .writeBytes(arrived);
            before.release();
            arrived.release();
        }
        process();
    }

    @Override
    public final void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (!(cause instanceof IOException)) {
            LOG.error("a call failed in a way that nobody foresaw", cause);
        }
        context.close();
    }
}
