package io.hania.access.edge;

import io.hania.access.error.ApiError;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
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
    private static final int TLS_HANDSHAKE = 0x16;
    private static final String PREFACE = "PRI * HTTP/2.0";

    /** What comes next. */
    private enum State {
        FIRST_LINE,
        HEADERS,
        BODY,
        CHUNK_SIZE,
        CHUNK,
        CHUNK_END,
        TRAILERS,
        PREFACE_EMPTY,
        PREFACE_SM,
        PREFACE_END,
        OPAQUE
    }

    private final HeadCheck head = new HeadCheck();
    private State state = State.FIRST_LINE;
    private @Nullable Fault fault;
    private boolean first = true;
    private long left;
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
            case FIRST_LINE, HEADERS, PREFACE_EMPTY, PREFACE_SM, PREFACE_END -> true;
            case BODY, CHUNK_SIZE, CHUNK, CHUNK_END, TRAILERS, OPAQUE -> false;
        };
    }

    /** Whether all bytes so far are whole requests. */
    boolean between() {
        return state == State.FIRST_LINE;
    }

    /** Whether the connection speaks something else than HTTP/1 from here on. */
    boolean opaque() {
        return state == State.OPAQUE;
    }

    /** Reads one line or one run of body bytes from {@code at}; answers where it ends, or {@link #STUCK}. */
    int advance(ByteBuf in, int at) {
        int available = in.writerIndex() - at;
        if (available == 0) {
            return STUCK;
        }
        if (first && in.getByte(at) == TLS_HANDSHAKE) {
            state = State.OPAQUE;
        }
        return switch (state) {
            case OPAQUE -> in.writerIndex();
            case BODY, CHUNK -> run(at, available);
            default -> line(in, at, available);
        };
    }

    private int run(int at, int available) {
        int taken = (int) Math.min(left, available);
        left -= taken;
        if (left == 0) {
            state = state == State.BODY ? State.FIRST_LINE : State.CHUNK_END;
        }
        return at + taken;
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
            case CHUNK_END -> expect(in, start, end, "", State.CHUNK_SIZE);
            case PREFACE_EMPTY -> expect(in, start, end, "", State.PREFACE_SM);
            case PREFACE_SM -> expect(in, start, end, "SM", State.PREFACE_END);
            case PREFACE_END -> expect(in, start, end, "", State.OPAQUE);
            case BODY, CHUNK, OPAQUE -> throw new IllegalStateException("no lines in " + state);
        };
    }

    private @Nullable Fault firstLine(ByteBuf in, int start, int end) {
        boolean mayChange = first || head.upgrade();
        first = false;
        if (mayChange && end - start == PREFACE.length() && text(in, start, end).equals(PREFACE)) {
            state = State.PREFACE_EMPTY;
            return null;
        }
        headers = 0;
        state = State.HEADERS;
        return head.requestLine(in, start, end);
    }

    private @Nullable Fault header(ByteBuf in, int start, int end) {
        if (start < end) {
            headers += end + 2 - start;
            return head.field(in, start, end);
        }
        long body = head.body();
        headers = 0;
        left = body;
        state = body == HeadCheck.CHUNKED ? State.CHUNK_SIZE : body == 0 ? State.FIRST_LINE : State.BODY;
        return head.complete();
    }

    private @Nullable Fault trailer(ByteBuf in, int start, int end) {
        if (start == end) {
            state = State.FIRST_LINE;
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

    private @Nullable Fault expect(ByteBuf in, int start, int end, String text, State next) {
        state = next;
        return text(in, start, end).equals(text) ? null : Fault.framing("The framing is malformed");
    }

    private static String text(ByteBuf in, int start, int end) {
        return in.toString(start, end - start, StandardCharsets.ISO_8859_1);
    }
}
