package io.hania.access.edge;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;

/** Counts the answers that the server behind the gate gives on one connection, just before they become bytes. */
final class Answers extends ChannelOutboundHandlerAdapter {
    private final Runnable ended;
    private int begunCount;
    private int endedCount;
    private boolean interim;

    /** @param ended is called after each answer's last byte has been written */
    Answers(Runnable ended) {
        this.ended = ended;
    }

    /** Begins to count; false if the server doesn't write HTTP/1 on this connection. */
    boolean watch(ChannelPipeline pipeline) {
        ChannelHandlerContext encoder = pipeline.context(HttpResponseEncoder.class);
        if (encoder == null) {
            return false;
        }
        pipeline.addAfter(encoder.name(), null, this);
        return true;
    }

    /** How many answers have begun. */
    int begun() {
        return begunCount;
    }

    /** How many answers have been written to their end. */
    int ended() {
        return endedCount;
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof HttpResponse response) {
            interim = response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
            begunCount += interim ? 0 : 1;
        }
        context.write(message, promise);
        if (message instanceof LastHttpContent && !interim) {
            endedCount++;
            ended.run();
        }
    }
}
