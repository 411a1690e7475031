package io.hania.access.link;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.nio.charset.StandardCharsets;

/**
 * The unit of the stream: {@code u32 length | u8 type | u32 id | payload}, big-endian, where the length counts what
 * follows it. Strings are {@code u16 length | UTF-8}.
 */
final class Frame {
    /** Bytes of the length. */
    static final int LENGTH = 4;
    /** Bytes of type and id: the least that a length may say. */
    static final int HEADER = 5;
    /** The most that a length may say: a target of 8 KB and headers of 16 KB fit in. */
    static final int MAX_LENGTH = 48 * 1024;

    /** First frame in both directions; its id is {@link #MAGIC}, its payload {@link #VERSION}. */
    static final byte HELLO = 1;
    /** Client to server; the id is the client's choice and comes back with the answer. */
    static final byte QUESTION = 2;
    /** Server to client. */
    static final byte ANSWER = 3;
    /** Either way; answered at once by {@link #PONG} with the same id. */
    static final byte PING = 4;
    /** The answer to {@link #PING}. */
    static final byte PONG = 5;
    /** Server to client: ask no more here; what has been asked is still answered. */
    static final byte GO_AWAY = 6;

    /** "HALK". */
    static final int MAGIC = 0x48414C4B;
    /** Of this protocol; another one closes the stream. */
    static final int VERSION = 1;

    private static final int MAX_STRING = 0xFFFF;

    private Frame() {}

    /** Begins a frame whose length is not known yet; returns where it stands, for {@link #end}. */
    static int begin(ByteBuf out, byte type, int id) {
        int start = out.writerIndex();
        out.ensureWritable(64);
        out.writeInt(0).writeByte(type).writeInt(id);
        return start;
    }

    /** Ends the frame begun at {@code start}; takes it back and returns false if it is too long. */
    static boolean end(ByteBuf out, int start) {
        int length = out.writerIndex() - start - LENGTH;
        if (length > MAX_LENGTH) {
            out.writerIndex(start);
            return false;
        }
        out.setInt(start, length);
        return true;
    }

    /** A whole frame without a payload. */
    static void write(ByteBuf out, byte type, int id) {
        out.writeInt(HEADER).writeByte(type).writeInt(id);
    }

    /** The greeting. */
    static void writeHello(ByteBuf out) {
        out.writeInt(HEADER + 1).writeByte(HELLO).writeInt(MAGIC).writeByte(VERSION);
    }

    /** A string; one that is too long makes the frame too long as well, so {@link #end} refuses it. */
    static void writeString(ByteBuf out, String value) {
        int at = out.writerIndex();
        out.writeShort(0);
        int bytes = ByteBufUtil.writeUtf8(out, value);
        out.setShort(at, Math.min(bytes, MAX_STRING));
    }

    /** @throws IndexOutOfBoundsException if the frame ends before the string does */
    static String readString(ByteBuf in) {
        int bytes = in.readUnsignedShort();
        String value = in.toString(in.readerIndex(), bytes, StandardCharsets.UTF_8);
        in.skipBytes(bytes);
        return value;
    }

    /** @throws IllegalArgumentException if bytes follow the last field */
    static void expectEnd(ByteBuf in) {
        if (in.isReadable()) {
            throw new IllegalArgumentException(in.readableBytes() + " bytes too many");
        }
    }
}
