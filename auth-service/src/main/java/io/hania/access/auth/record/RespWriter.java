package io.hania.access.auth.record;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.buffer.Buffer;

/** Writes commands in RESP2, many into one buffer. */
final class RespWriter {
    private static final int START_SIZE = 4096;
    private static final byte[] END = {'\r', '\n'};

    private Buffer out = Buffer.buffer(START_SIZE);

    /** Begins a command with so many arguments, its own name included. */
    RespWriter command(int arguments) {
        return head('*', arguments);
    }

    RespWriter bulk(byte[] value) {
        head('$', value.length);
        out.appendBytes(value).appendBytes(END);
        return this;
    }

    RespWriter bulk(String value) {
        return bulk(value.getBytes(UTF_8));
    }

    RespWriter bulk(long value) {
        return bulk(Long.toString(value).getBytes(US_ASCII));
    }

    /** A bulk string of three pieces. */
    RespWriter bulk(byte[] first, byte[] second, byte[] third) {
        head('$', first.length + second.length + third.length);
        out.appendBytes(first).appendBytes(second).appendBytes(third).appendBytes(END);
        return this;
    }

    /** Bytes that are RESP already. */
    RespWriter raw(byte[] bytes) {
        out.appendBytes(bytes);
        return this;
    }

    boolean isEmpty() {
        return out.length() == 0;
    }

    /** All that was written since the last time. */
    Buffer take() {
        Buffer taken = out;
        out = Buffer.buffer(START_SIZE);
        return taken;
    }

    private RespWriter head(char kind, int number) {
        out.appendByte((byte) kind);
        if (number < 10) {
            out.appendByte((byte) ('0' + number));
        } else {
            out.appendBytes(Integer.toString(number).getBytes(US_ASCII));
        }
        out.appendBytes(END);
        return this;
    }
}
