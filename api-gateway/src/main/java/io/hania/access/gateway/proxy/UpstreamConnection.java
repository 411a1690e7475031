package io.hania.access.gateway.proxy;

import io.hania.access.gateway.proxy.Exchange.Failure;
import io.hania.access.gateway.wire.BadMessage;
import io.hania.access.gateway.wire.BodyReader;
import io.hania.access.gateway.wire.Head;
import io.hania.access.gateway.wire.HeadReader;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One connection to an upstream, for one exchange at a time. It goes back to its pool only if request and answer are both
 * complete and nothing follows the answer.
 */
public final class UpstreamConnection extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = Logger.getLogger(UpstreamConnection.class);

    private final UpstreamPool pool;
    private final InetSocketAddress address;
    private final HeadReader reader;
    private @Nullable Channel channel;
    private @Nullable Exchange exchange;
    private @Nullable ByteBuf partial;
    private @Nullable BodyReader body;
    private boolean persistent;
    private boolean sent;
    private boolean heard;
    private boolean used;
    private boolean gone;
    private boolean reset;
    private long idleSince;

    UpstreamConnection(UpstreamPool pool, InetSocketAddress address, HeadReader reader) {
        this.pool = pool;
        this.address = address;
        this.reader = reader;
    }

    /** Where it leads. */
    InetSocketAddress address() {
        return address;
    }

    /** Whether an earlier exchange has used it, so that the upstream may just have closed it. */
    public boolean used() {
        return used;
    }

    /** Appends a part of the request, which leaves with the next {@link #flush}. */
    public void write(ByteBuf part) {
        Channel to = channel();
        to.write(part, to.voidPromise());
    }

    /** Sends what was written. */
    public void flush() {
        channel().flush();
    }

    /** The request is complete. */
    public void sent() {
        sent = true;
    }

    /** Whether it takes more of the request without piling it up. */
    public boolean isWritable() {
        return channel().isWritable();
    }

    /** Stops or resumes the answer, as the caller can take it. */
    public void read(boolean wanted) {
        channel().config().setAutoRead(wanted);
    }

    /** Gives the exchange up; the upstream sees the connection close. */
    public void abort() {
        exchange = null;
        close();
    }

    void begin(Exchange next) {
        exchange = next;
        body = null;
        sent = false;
        heard = false;
        next.connected(this);
    }

    void close() {
        gone = true;
        channel().close();
    }

    long idleSince() {
        return idleSince;
    }

    private Channel channel() {
        Channel made = channel;
        if (made == null) {
            throw new IllegalStateException("not connected");
        }
        return made;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        channel = context.channel();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf in = join((ByteBuf) message);
        try {
            heard = true;
            read(in);
        } catch (BadMessage _) {
            fail(Failure.NONSENSE);
        } finally {
            keep(in);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (exchange != null) {
            exchange.paused();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (exchange != null && channel().isWritable()) {
            exchange.writable();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (!(cause instanceof IOException)) {
            LOG.error("an exchange with an upstream failed in a way that nobody foresaw", cause);
        }
        reset = true;
        context.close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        ByteBuf rest = partial;
        partial = null;
        if (rest != null) {
            rest.release();
        }
        pool.closed(this, exchange == null && !gone);
        gone = true;
        if (exchange != null && body != null && body.untilClose() && !reset) {
            end(exchange);
        } else if (exchange != null) {
            lost();
        }
    }

    private void lost() {
        if (body == null && !heard) {
            pool.shun(address);
        }
        fail(body != null ? Failure.CUT : heard ? Failure.NONSENSE : Failure.LOST);
    }

    private ByteBuf join(ByteBuf arrived) {
        ByteBuf before = partial;
        if (before == null) {
            return arrived;
        }
        partial = null;
        before.writeBytes(arrived);
        arrived.release();
        return before;
    }

    private void keep(ByteBuf in) {
        if (in.isReadable() && !gone) {
            partial = channel().alloc().buffer(2 * in.readableBytes()).writeBytes(in);
        }
        in.release();
    }

    private void read(ByteBuf in) throws BadMessage {
        while (in.isReadable()) {
            Exchange now = exchange;
            if (now == null) {
                close();
                return;
            }
            BodyReader content = body == null ? readHead(in, now) : body;
            if (content == null) {
                return;
            }
            ByteBuf piece = content.next(in);
            if (piece != null) {
                now.content(piece);
            }
            if (content.ended()) {
                complete(in, now);
                return;
            }
            if (piece == null) {
                return;
            }
        }
    }

    /** Reads the head of the final answer; interim ones are dropped. Null if it isn't all there. */
    private @Nullable BodyReader readHead(ByteBuf in, Exchange now) throws BadMessage {
        Head head = reader.read(in);
        while (head != null && head.status() < 200 && head.status() != 101) {
            head = reader.read(in);
        }
        if (head == null) {
            return null;
        }
        BodyReader content = BodyReader.ofResponse(head, now.method());
        body = content;
        persistent = head.persistent() && head.status() != 101 && !content.untilClose();
        if (!head.persistent() && head.status() < 400) {
            pool.shun(address);
        }
        now.answered(head, content);
        return content;
    }

    private void complete(ByteBuf in, Exchange now) {
        if (exchange != now) {
            return;
        }
        if (in.isReadable() || !sent || !persistent) {
            close();
        }
        end(now);
    }

    private void end(Exchange now) {
        exchange = null;
        body = null;
        used = true;
        if (!gone) {
            idleSince = System.nanoTime();
            pool.release(this);
            channel().config().setAutoRead(true);
        }
        now.ended();
    }

    private void fail(Failure failure) {
        Exchange failed = exchange;
        exchange = null;
        if (!gone) {
            close();
        }
        if (failed != null) {
            failed.failed(failure);
        }
    }
}
