package io.hania.access.auth.record;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Cuts what Redis sends into replies (RESP2). Only the shapes that our commands are answered with are known: a line, an
 * error, a number, a bulk string; anything else is not Redis.
 */
final class RespReader {
    private static final int MAX_REPLY = 1 << 20;
    private static final byte[] NOTHING = {};

    private byte[] rest = NOTHING;

    /** Takes whole replies, in the order of their commands. */
    interface Sink {
        void value(byte[] from, int offset, int length);

        void error(String message);
    }

    /** @throws IllegalStateException if this isn't RESP; the connection is useless then */
    void feed(byte[] chunk, Sink sink) {
        byte[] data = rest.length == 0 ? chunk : joined(chunk);
        rest = NOTHING;
        int at = 0;
        while (at < data.length) {
            int next = reply(data, at, sink);
            if (next < 0) {
                rest = Arrays.copyOfRange(data, at, data.length);
                return;
            }
            at = next;
        }
    }

    /** Where the next reply begins; negative if this one isn't complete. */
    private int reply(byte[] data, int at, Sink sink) {
        int end = lineEnd(data, at);
        if (end < 0) {
            return -1;
        }
        return switch (data[at]) {
            case '$' -> bulk(data, at, end, sink);
            case '+', ':' -> {
                sink.value(data, at + 1, end - at - 1);
                yield end + 2;
            }
            case '-' -> {
                sink.error(new String(data, at + 1, end - at - 1, StandardCharsets.UTF_8));
                yield end + 2;
            }
            default -> throw new IllegalStateException("not a reply of Redis");
        };
    }

    private int bulk(byte[] data, int at, int end, Sink sink) {
        int length = number(data, at + 1, end);
        int start = end + 2;
        if (length < 0) {
            sink.value(data, start, 0);
            return start;
        }
        if (start + length + 2 > data.length) {
            return -1;
        }
        sink.value(data, start, length);
        return start + length + 2;
    }

    private static int number(byte[] data, int from, int to) {
        if (to - from == 2 && data[from] == '-' && data[from + 1] == '1') {
            return -1;
        }
        int number = 0;
        for (int i = from; i < to; i++) {
            number = 10 * number + data[i] - '0';
            if (data[i] < '0' || data[i] > '9' || number > MAX_REPLY) {
                throw new IllegalStateException("not a length of Redis");
            }
        }
        return number;
    }

    private static int lineEnd(byte[] data, int from) {
        for (int i = from; i + 1 < data.length; i++) {
            if (data[i] == '\r' && data[i + 1] == '\n') {
                return i;
            }
        }
        if (data.length - from > MAX_REPLY) {
            throw new IllegalStateException("a line without end");
        }
        return -1;
    }

    private byte[] joined(byte[] chunk) {
        byte[] all = Arrays.copyOf(rest, rest.length + chunk.length);
        System.arraycopy(chunk, 0, all, rest.length, chunk.length);
        return all;
    }
}
