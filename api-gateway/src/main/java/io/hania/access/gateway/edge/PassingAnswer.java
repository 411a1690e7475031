package io.hania.access.gateway.edge;

import io.hania.access.gateway.proxy.AnswerHeaders;
import io.hania.access.gateway.proxy.Chunks;
import io.hania.access.gateway.proxy.ResponseWriter;
import io.hania.access.gateway.wire.BodyReader;
import io.hania.access.gateway.wire.Head;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.jspecify.annotations.Nullable;

/**
 * An upstream's answer on its way to the caller. Its head waits for the first piece, so that a small answer is one write.
 */
final class PassingAnswer {
    private static final int HEAD_BYTES = 1024;
    private static final int SMALL_PIECE = 4096;

    private final Call call;
    private final Head request;
    private final boolean chunked;
    private final boolean lasts;
    private final int status;
    private @Nullable ByteBuf pending;

    PassingAnswer(Call call, Head request, Head head, BodyReader answer) {
        this.call = call;
        this.request = request;
        this.status = head.status();
        boolean unframed = answer.untilClose() && request.oldVersion();
        ByteBuf out = allocator().buffer(HEAD_BYTES);
        ResponseWriter.write(out, head);
        call.headers().write(out);
        this.chunked = ResponseWriter.writeFraming(out, head, answer, request.method(), request.oldVersion());
        this.lasts = !unframed && call.client().lasts(request) && (chunked || answer.announced() >= 0);
        AnswerHeaders.writeConnection(out, lasts, request.oldVersion());
        out.writeShort('\r' << 8 | '\n');
        this.pending = out;
        call.loop().metrics().streamOpened();
    }

    int status() {
        return status;
    }

    /** Whether the caller has seen nothing of it, so that another answer can still take its place. */
    boolean unseen() {
        return pending != null;
    }

    void pass(ByteBuf piece) {
        ByteBuf head = pending;
        if (head != null && piece.readableBytes() <= SMALL_PIECE) {
            Chunks.append(head, piece, chunked);
        } else {
            writePending();
            call.client().write(chunked ? Chunks.chunk(allocator(), piece) : piece);
        }
    }

    void flush() {
        writePending();
        call.client().flush();
    }

    /** Sends what marks its end. */
    void end() {
        if (chunked) {
            ByteBuf out = pending == null ? allocator().buffer(8) : pending;
            Chunks.writeLast(out);
            pending = out;
        }
        flush();
    }

    /** Whether the caller's connection can carry another call once this answer has ended. */
    boolean lasts(boolean requestEnded) {
        return lasts && (requestEnded || call.client().lasts(request));
    }

    /** Drops what hasn't been written. To be called once. */
    void close() {
        call.loop().metrics().streamClosed();
        ByteBuf unsent = pending;
        pending = null;
        if (unsent != null) {
            unsent.release();
        }
    }

    private void writePending() {
        ByteBuf out = pending;
        pending = null;
        if (out != null) {
            call.client().write(out);
        }
    }

    private ByteBufAllocator allocator() {
        return call.client().channel().alloc();
    }
}
