package io.hania.access.gateway.wire;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Reads a body, however it is framed, as pieces of plain content. Chunk extensions and trailers are read and dropped
 * (RFC 9112, 7.1).
 */
public final class BodyReader {
    private static final int LONGEST_LINE = 4096;
    private static final long LARGEST_CHUNK = 1L << 40;

    /** Where the reading stands. */
    private enum State {
        CONTENT,
        CHUNK_SIZE,
        CHUNK_EXTENSION,
        CHUNK_LINE_FEED,
        CHUNK_CONTENT,
        CHUNK_END,
        TRAILER_START,
        TRAILER,
        END,
        UNTIL_CLOSE
    }

    private State state;
    private long left;
    private int digits;
    private int line;
    private int trailers;

    private BodyReader(State state, long left) {
        this.state = state;
        this.left = left;
    }

    /**
     * The body of a request (RFC 9112, 6.3). Length and coding together, a repeated length, a coding other than one plain
     * {@code chunked}, or any coding in HTTP/1.0 can be read in two ways, so they are not read at all.
     */
    public static BodyReader ofRequest(Head head) throws BadMessage {
        int codings = head.count(Header.TRANSFER_ENCODING);
        int lengths = head.count(Header.CONTENT_LENGTH);
        if (codings + lengths > 1 || codings > 0 && head.oldVersion()) {
            throw BadMessage.MALFORMED;
        }
        if (codings > 0) {
            return chunked(head);
        }
        return lengths == 0 ? none() : length(head);
    }

    /** The body of the response to a request with that method. */
    public static BodyReader ofResponse(Head head, String method) throws BadMessage {
        int status = head.status();
        if (method.equals("HEAD") || status < 200 || status == 204 || status == 304) {
            return none();
        }
        int codings = head.count(Header.TRANSFER_ENCODING);
        int lengths = head.count(Header.CONTENT_LENGTH);
        if (codings + lengths > 1 || codings > 0 && head.oldVersion()) {
            throw BadMessage.MALFORMED;
        }
        if (codings > 0) {
            return chunked(head);
        }
        return lengths == 0 ? new BodyReader(State.UNTIL_CLOSE, 0) : length(head);
    }

    /** Whether all of it has been read. */
    public boolean ended() {
        return state == State.END;
    }

    /** Whether it lasts until its sender closes the connection. */
    public boolean untilClose() {
        return state == State.UNTIL_CLOSE;
    }

    /** How much is left if a length was given, else -1. */
    public long announced() {
        return switch (state) {
            case CONTENT -> left;
            case END -> 0;
            default -> -1;
        };
    }

    /**
     * The next piece of content, a retained slice of the buffer; null if the buffer holds no more of it.
     *
     * @throws BadMessage if the chunks are malformed
     */
    public @Nullable ByteBuf next(ByteBuf in) throws BadMessage {
        while (in.isReadable()) {
            switch (state) {
                case CONTENT, CHUNK_CONTENT -> {
                    return piece(in);
                }
                case UNTIL_CLOSE -> {
                    return in.readRetainedSlice(in.readableBytes());
                }
                case END -> {
                    return null;
                }
                default -> step(in.readByte());
            }
        }
        return null;
    }

    private ByteBuf piece(ByteBuf in) {
        int size = (int) Math.min(left, in.readableBytes());
        left -= size;
        if (left == 0) {
            state = state == State.CONTENT ? State.END : State.CHUNK_END;
            line = 0;
        }
        return in.readRetainedSlice(size);
    }

    private void step(byte b) throws BadMessage {
        if (++line > LONGEST_LINE) {
            throw BadMessage.MALFORMED;
        }
        switch (state) {
            case CHUNK_SIZE -> size(b);
            case CHUNK_EXTENSION -> extension(b);
            case CHUNK_LINE_FEED -> chunkBegins(b);
            case CHUNK_END -> chunkEnds(b);
            case TRAILER_START, TRAILER -> trailer(b);
            default -> throw new IllegalStateException(state.name());
        }
    }

    private void size(byte b) throws BadMessage {
        int digit = Character.digit(b, 16);
        if (digit >= 0) {
            left = left << 4 | digit;
            if (++digits > 16 || left > LARGEST_CHUNK) {
                throw BadMessage.MALFORMED;
            }
            return;
        }
        if (digits == 0) {
            throw BadMessage.MALFORMED;
        }
        switch (b) {
            case '\r' -> state = State.CHUNK_LINE_FEED;
            case ';' -> state = State.CHUNK_EXTENSION;
            default -> throw BadMessage.MALFORMED;
        }
    }

    private void extension(byte b) throws BadMessage {
        if (b == '\r') {
            state = State.CHUNK_LINE_FEED;
        } else if (!Ascii.isValue(b)) {
            throw BadMessage.MALFORMED;
        }
    }

    private void chunkBegins(byte b) throws BadMessage {
        expect(b, '\n');
        digits = 0;
        line = 0;
        state = left == 0 ? State.TRAILER_START : State.CHUNK_CONTENT;
    }

    private void chunkEnds(byte b) throws BadMessage {
        expect(b, line == 1 ? '\r' : '\n');
        if (line == 2) {
            line = 0;
            state = State.CHUNK_SIZE;
        }
    }

    /** An empty line ends the body; of every other line only the form is looked at. */
    private void trailer(byte b) throws BadMessage {
        trailers++;
        if (trailers > 2 * LONGEST_LINE) {
            throw BadMessage.HEADERS_TOO_LARGE;
        }
        if (digits == 1) {
            expect(b, '\n');
            digits = 0;
            boolean empty = line == 2;
            line = 0;
            state = empty ? State.END : State.TRAILER_START;
        } else if (b == '\r') {
            digits = 1;
        } else if (Ascii.isValue(b)) {
            state = State.TRAILER;
        } else {
            throw BadMessage.MALFORMED;
        }
    }

    private static void expect(byte b, char expected) throws BadMessage {
        if (b != expected) {
            throw BadMessage.MALFORMED;
        }
    }

    private static BodyReader none() {
        return new BodyReader(State.END, 0);
    }

    private static BodyReader chunked(Head head) throws BadMessage {
        if (!head.valueIs(head.find(Header.TRANSFER_ENCODING), "chunked")) {
            throw BadMessage.MALFORMED;
        }
        return new BodyReader(State.CHUNK_SIZE, 0);
    }

    private static BodyReader length(Head head) throws BadMessage {
        String value = head.value(head.find(Header.CONTENT_LENGTH));
        if (value.isEmpty() || value.length() > 15) {
            throw BadMessage.MALFORMED;
        }
        long length = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < '0' || c > '9') {
                throw BadMessage.MALFORMED;
            }
            length = length * 10 + c - '0';
        }
        return length == 0 ? none() : new BodyReader(State.CONTENT, length);
    }
}
