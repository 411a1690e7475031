package io.hania.access.gateway.wire;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/** The few things done with bytes of text. */
public final class Ascii {
    private static final boolean[] TOKEN = new boolean[128];

    static {
        for (char c = '0'; c <= '9'; c++) {
            TOKEN[c] = true;
        }
        for (char c = 'a'; c <= 'z'; c++) {
            TOKEN[c] = true;
            TOKEN[c - 32] = true;
        }
        for (char c : "!#$%&'*+-.^_`|~".toCharArray()) {
            TOKEN[c] = true;
        }
    }

    private Ascii() {}

    /** Whether the byte may stand in a method or field name (RFC 9110, 5.6.2). */
    static boolean isToken(byte b) {
        return b >= 0 && TOKEN[b];
    }

    /** Whether the byte may stand in a field value: no control characters but the tab. */
    static boolean isValue(byte b) {
        return b >= ' ' && b != 0x7F || b < 0 || b == '\t';
    }

    static byte lower(byte b) {
        return b >= 'A' && b <= 'Z' ? (byte) (b + 32) : b;
    }

    /** Each byte as the character of the same number. */
    static String string(byte[] bytes, int start, int end) {
        return new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
    }

    /** Text as it will be written: one byte a character. */
    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Appends each character as the byte of the same number; there must be none above 255. */
    public static void write(ByteBuf out, String text) {
        out.writeBytes(bytes(text));
    }

    /** Appends a number that isn't negative in decimal digits. */
    public static void writeNumber(ByteBuf out, long number) {
        if (number >= 10) {
            writeNumber(out, number / 10);
        }
        out.writeByte((int) ('0' + number % 10));
    }

    /** Appends {@code name: value} and a line end. */
    public static void writeHeader(ByteBuf out, byte[] nameColonSpace, String value) {
        out.writeBytes(nameColonSpace);
        write(out, value);
        writeLineEnd(out);
    }

    /** Appends a line end. */
    public static void writeLineEnd(ByteBuf out) {
        out.writeShort('\r' << 8 | '\n');
    }
}
