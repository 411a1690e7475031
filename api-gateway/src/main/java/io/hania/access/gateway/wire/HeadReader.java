package io.hania.access.gateway.wire;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads heads. Strict where readers are known to differ: lines end in CRLF and nothing else, names are tokens with no space
 * around them, no line is folded, no control character stands anywhere. One for each event loop.
 */
public final class HeadReader {
    private static final int MOST_LINES = 100;
    private static final int SPAN = 4;

    private final boolean requests;
    private final int longestTarget;
    private final byte[] scratch;
    private final int[] spans = new int[SPAN * MOST_LINES];
    private final @Nullable Header[] headers = new Header[MOST_LINES];
    private int lines;

    private HeadReader(boolean requests, int longestTarget, int longestHeaders) {
        this.requests = requests;
        this.longestTarget = longestTarget;
        this.scratch = new byte[longestTarget + longestHeaders];
    }

    /** Reads requests up to these lengths in bytes. */
    public static HeadReader ofRequests(int longestTarget, int longestHeaders) {
        return new HeadReader(true, longestTarget, longestHeaders);
    }

    /** Reads responses up to that length in bytes. */
    public static HeadReader ofResponses(int longest) {
        return new HeadReader(false, 0, longest);
    }

    /**
     * Takes a whole head off the buffer; null, and nothing taken, if it isn't all there yet.
     *
     * @throws BadMessage if it can't be read in one way only, or is too large
     */
    public @Nullable Head read(ByteBuf in) throws BadMessage {
        int available = Math.min(in.readableBytes(), scratch.length);
        in.getBytes(in.readerIndex(), scratch, 0, available);
        try {
            return read(in, available);
        } finally {
            Arrays.fill(scratch, 0, available, (byte) 0); // else it holds the key until a head as long covers it
        }
    }

    private @Nullable Head read(ByteBuf in, int available) throws BadMessage {
        int end = end(available);
        if (end < 0) {
            refuseEarly(available);
            return null;
        }
        StartLine line = new StartLine();
        int at = requests ? line.request(scratch, end, longestTarget) : line.response(scratch, end);
        fields(at, end);
        in.skipBytes(end);
        Head head = new Head(
                Arrays.copyOf(scratch, end), Arrays.copyOf(spans, SPAN * lines), Arrays.copyOf(headers, lines), line);
        if (requests && !hasOneHost(head)) {
            throw BadMessage.MALFORMED;
        }
        return head;
    }

    /** Exactly one, and nothing in it but a name or address and a port (RFC 9112, 3.2). */
    private static boolean hasOneHost(Head head) {
        String host = head.value(Header.HOST);
        if (host == null) {
            return head.oldVersion();
        }
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && ".-:[]_".indexOf(c) < 0) {
                return false;
            }
        }
        return !host.isEmpty() && head.count(Header.HOST) == 1;
    }

    /** The index after the empty line; -1 if there is none. */
    private int end(int available) {
        for (int i = 3; i < available; i++) {
            if (scratch[i] == '\n' && scratch[i - 1] == '\r' && scratch[i - 2] == '\n' && scratch[i - 3] == '\r') {
                return i + 1;
            }
        }
        return -1;
    }

    /** What can't become a good head any more is refused before it has ended. */
    private void refuseEarly(int available) throws BadMessage {
        if (requests && available > 0 && !Ascii.isToken(scratch[0])) {
            throw BadMessage.MALFORMED;
        }
        int lineEnd = lineFeed(0, available);
        if (requests && lineEnd > longestTarget + 40) {
            throw BadMessage.TARGET_TOO_LONG;
        }
        for (int feed = lineEnd; feed < available; feed = lineFeed(feed + 1, available)) {
            if (feed == 0 || scratch[feed - 1] != '\r') {
                throw BadMessage.MALFORMED;
            }
        }
        if (available == scratch.length) {
            throw BadMessage.HEADERS_TOO_LARGE;
        }
    }

    private int lineFeed(int at, int available) {
        int feed = at;
        while (feed < available && scratch[feed] != '\n') {
            feed++;
        }
        return feed;
    }

    private void fields(int lineEnd, int end) throws BadMessage {
        lines = 0;
        int at = lineEnd(lineEnd);
        while (at < end - 2) {
            if (lines == MOST_LINES || end - lineEnd > scratch.length - longestTarget) {
                throw BadMessage.HEADERS_TOO_LARGE;
            }
            at = field(at);
        }
    }

    /** Reads a line from its first byte; returns the first byte of the next. */
    private int field(int start) throws BadMessage {
        int hash = 0;
        int at = start;
        while (Ascii.isToken(scratch[at])) {
            hash = Header.hash(hash, Ascii.lower(scratch[at]));
            at++;
        }
        if (at == start || scratch[at] != ':') {
            throw BadMessage.MALFORMED;
        }
        int valueStart = at + 1;
        while (scratch[valueStart] == ' ' || scratch[valueStart] == '\t') {
            valueStart++;
        }
        int valueEnd = valueStart;
        while (Ascii.isValue(scratch[valueEnd])) {
            valueEnd++;
        }
        int next = lineEnd(valueEnd);
        while (valueEnd > valueStart && (scratch[valueEnd - 1] == ' ' || scratch[valueEnd - 1] == '\t')) {
            valueEnd--;
        }
        headers[lines] = Header.find(hash, scratch, start, at);
        span(start, at, valueStart, valueEnd);
        return next;
    }

    private void span(int nameStart, int nameEnd, int valueStart, int valueEnd) {
        int at = SPAN * lines++;
        spans[at] = nameStart;
        spans[at + 1] = nameEnd;
        spans[at + 2] = valueStart;
        spans[at + 3] = valueEnd;
    }

    private int lineEnd(int at) throws BadMessage {
        if (scratch[at] != '\r' || scratch[at + 1] != '\n') {
            throw BadMessage.MALFORMED;
        }
        return at + 2;
    }
}
