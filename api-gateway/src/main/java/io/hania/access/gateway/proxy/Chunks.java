package io.hania.access.gateway.proxy;

import io.hania.access.gateway.wire.Ascii;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/** Frames pieces of a body as chunks (RFC 9112, 7.1), without extensions or trailers. */
public final class Chunks {
    private static final int SMALL = 2048;
    private static final byte[] LAST = Ascii.bytes("0\r\n\r\n");
    private static final byte[] HEX = Ascii.bytes("0123456789abcdef");

    private Chunks() {}

    /** A piece that isn't empty as a chunk; small ones are copied, large ones wrapped. Takes the piece over. */
    public static ByteBuf chunk(ByteBufAllocator allocator, ByteBuf piece) {
        int size = piece.readableBytes();
        if (size <= SMALL) {
            ByteBuf out = allocator.buffer(size + 12);
            writeSize(out, size);
            out.writeBytes(piece);
            Ascii.writeLineEnd(out);
            piece.release();
            return out;
        }
        ByteBuf start = allocator.buffer(12);
        writeSize(start, size);
        ByteBuf end = allocator.buffer(2);
        Ascii.writeLineEnd(end);
        return allocator.compositeBuffer(3).addComponents(true, start, piece, end);
    }

    /** Copies a piece, as a chunk or as it is. Takes the piece over. */
    public static void append(ByteBuf out, ByteBuf piece, boolean chunked) {
        if (chunked) {
            writeSize(out, piece.readableBytes());
        }
        out.writeBytes(piece);
        piece.release();
        if (chunked) {
            Ascii.writeLineEnd(out);
        }
    }

    /** Appends the chunk that ends a body. */
    public static void writeLast(ByteBuf out) {
        out.writeBytes(LAST);
    }

    private static void writeSize(ByteBuf out, int size) {
        int shift = 28;
        while (shift > 0 && size >>> shift == 0) {
            shift -= 4;
        }
        for (; shift >= 0; shift -= 4) {
            out.writeByte(HEX[size >>> shift & 15]);
        }
        Ascii.writeLineEnd(out);
    }
}
