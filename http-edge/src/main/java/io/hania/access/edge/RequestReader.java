package io.hania.access.edge;

import io.hania.access.error.ApiError;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Finds, in the bytes of one connection, where each request begins and ends. Its verdict depends on the bytes alone, never on
 * how they were cut on their way.
 */
final class RequestReader {
    /** Bytes of a request line: a target of 8 KB, a method and a version. */
    static final int LONGEST_REQUEST_LINE = 8 * 1024 + 48;
    /** Bytes of all header lines of a request together. */
    static final int LONGEST_HEADERS = 16 * 1024;
    /** What {@link #advance} answers when the bytes don't suffice, or when there is a fault. */
    static final int STUCK = -1;

    private static final int LONGEST_SIZE = 12;

    /** What comes next. */
    private enum State {
        FIRST_LINE,
        HEADERS,
        BODY,
        CHUNK_SIZE,
        CHUNK,
        CHUNK_END,
        TRAILERS
    }

    private final HeadCheck head = new HeadCheck();
    private State state = State.FIRST_LINE;
    private @Nullable Fault fault;
    private long left;
    private int whole;
    private int headers;
    private int searched;

    /** What is wrong; null while nothing is. */
    @Nullable
    Fault fault() {
        return fault;
    }

    /** Whether a head has begun to arrive, or is about to, that must not be passed on before it is whole. */
    boolean inHead() {
        return switch (state) {
            case FIRST_LINE, HEADERS -> true;
            case BODY, CHUNK_SIZE, CHUNK, CHUNK_END, TRAILERS -> false;
        };
    }

    /** Whether all bytes so far are whole requests. */
    boolean between() {
        return state == State.FIRST_LINE;
    }

    /** How many requests have been read to their end. */
    int whole() {
        return whole;
    }

    /** Reads one line or one run of body bytes from {@code at}; answers where it ends, or {@link #STUCK}. */
    int advance(ByteBuf in, int at) {
        int available = in.writerIndex() - at;
        if (available == 0) {
            return STUCK;
        }
        return switch (state) {
            case BODY, CHUNK -> run(at, available);
            default -> line(in, at, available);
        };
    }

    private int run(int at, int available) {
        int taken = (int) Math.min(left, available);
        left -= taken;
        if (left == 0 && state == State.BODY) {
            end();
        } else if (left == 0) {
            state = State.CHUNK_END;
        }
        return at + taken;
    }

    private void end() {
        whole++;
        state = State.FIRST_LINE;
    }

    private int line(ByteBuf in, int at, int available) {
        int limit = limit();
        int feed = in.indexOf(at + searched, in.writerIndex(), (byte) '\n');
        int size = feed < 0 ? available : feed + 1 - at;
        if (size > limit) {
            fault = tooLong();
            return STUCK;
        }
        if (feed < 0) {
            searched = available;
            return STUCK;
        }
        searched = 0;
        if (feed == at || in.getByte(feed - 1) != '\r') {
            fault = Fault.framing("A line doesn't end with CR LF");
            return STUCK;
        }
        fault = read(in, at, feed - 1);
        return fault == null ? feed + 1 : STUCK;
    }

    private int limit() {
        return switch (state) {
            case FIRST_LINE -> LONGEST_REQUEST_LINE;
            case HEADERS, TRAILERS -> LONGEST_HEADERS - headers + 2;
            case CHUNK_SIZE -> LONGEST_SIZE + 2;
            default -> 4;
        };
    }

    private Fault tooLong() {
        return switch (state) {
            case FIRST_LINE -> Fault.of(ApiError.TARGET_TOO_LONG);
            case HEADERS, TRAILERS -> Fault.of(ApiError.HEADERS_TOO_LARGE);
            default -> Fault.framing("A chunk is malformed");
        };
    }

    private @Nullable Fault read(ByteBuf in, int start, int end) {
        return switch (state) {
            case FIRST_LINE -> firstLine(in, start, end);
            case HEADERS -> header(in, start, end);
            case TRAILERS -> trailer(in, start, end);
            case CHUNK_SIZE -> chunkSize(in, start, end);
            case CHUNK_END -> chunkEnd(start, end);
            case BODY, CHUNK -> throw new IllegalStateException("no lines in " + state);
        };
    }

    private @Nullable Fault firstLine(ByteBuf in, int start, int end) {
        headers = 0;
        state = State.HEADERS;
        return head.requestLine(in, start, end);
    }

    private @Nullable Fault header(ByteBuf in, int start, int end) {
        if (start < end) {
            headers += end + 2 - start;
            return head.field(in, start, end);
        }
        Fault incomplete = head.complete();
        if (incomplete != null) {
            return incomplete;
        }
        left = head.body();
        headers = 0;
        if (left == 0) {
            end();
        } else {
            state = left == HeadCheck.CHUNKED ? State.CHUNK_SIZE : State.BODY;
        }
        return null;
    }

    private @Nullable Fault trailer(ByteBuf in, int start, int end) {
        if (start == end) {
            end();
            return null;
        }
        headers += end + 2 - start;
        return new HeadCheck().field(in, start, end);
    }

    private @Nullable Fault chunkSize(ByteBuf in, int start, int end) {
        left = 0;
        for (int i = start; i < end; i++) {
            int digit = Character.digit(in.getByte(i), 16);
            if (digit < 0) {
                return Fault.framing("A chunk is malformed");
            }
            left = left << 4 | digit;
        }
        state = left == 0 ? State.TRAILERS : State.CHUNK;
        return end == start ? Fault.framing("A chunk is malformed") : null;
    }

    private @Nullable Fault chunkEnd(int start, int end) {
        state = State.CHUNK_SIZE;
        return start == end ? null : Fault.framing("A chunk is malformed");
    }
}
