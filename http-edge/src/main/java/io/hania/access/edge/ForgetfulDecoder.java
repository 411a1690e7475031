package io.hania.access.edge;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.util.AsciiString;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;
import java.util.Arrays;
import java.util.List;

/**
 * The server's own reader of requests, but one that forgets. Netty copies the lines of all heads of a connection, one over the
 * other, into one array, which would hold the last key or session as long as the connection lives, or until a line as long covers
 * it. Its limits are the {@link FramingGate}'s, which has applied them before.
 */
final class ForgetfulDecoder extends VertxHttpRequestDecoder {
    private static final byte[] NONE = {};

    private byte[] lines = NONE;

    private ForgetfulDecoder() {
        super(new HttpServerOptions()
                .setMaxInitialLineLength(RequestReader.LONGEST_REQUEST_LINE)
                .setMaxHeaderSize(2 * RequestReader.LONGEST_HEADERS));
    }

    /** Puts one into the place of the server's. */
    static void install(ChannelPipeline pipeline) {
        ChannelHandlerContext remembering = pipeline.context(VertxHttpRequestDecoder.class);
        if (remembering != null) {
            pipeline.replace(remembering.handler(), remembering.name(), new ForgetfulDecoder());
        }
    }

    @Override
    protected String splitFirstWordInitialLine(byte[] line, int start, int length) {
        lines = line;
        return super.splitFirstWordInitialLine(line, start, length);
    }

    @Override
    protected AsciiString splitHeaderName(byte[] line, int start, int length) {
        lines = line;
        return super.splitHeaderName(line, start, length);
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) throws Exception {
        super.decode(context, in, out);
        Arrays.fill(lines, (byte) 0);
        lines = NONE;
    }
}
