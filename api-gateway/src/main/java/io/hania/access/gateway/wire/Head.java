package io.hania.access.gateway.wire;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * The head of a message as it was read: its bytes, and where each field's name and value stand in them. For a request
 * the first line's parts are method and target, for a response version and status.
 */
public final class Head {
    private static final int SPAN = 4;

    private final byte[] bytes;
    private final int[] spans;
    private final @Nullable Header[] headers;
    private final String method;
    private final int targetStart;
    private final int targetEnd;
    private final int status;
    private final boolean persistent;
    private final boolean oldVersion;

    Head(byte[] bytes, int[] spans, @Nullable Header[] headers, StartLine line) {
        this.bytes = bytes;
        this.spans = spans;
        this.headers = headers;
        this.method = line.method;
        this.targetStart = line.targetStart;
        this.targetEnd = line.targetEnd;
        this.status = line.status;
        this.oldVersion = line.oldVersion;
        this.persistent = persists();
    }

    /** The method as sent. */
    public String method() {
        return method;
    }

    /** The target as sent, byte for byte. */
    public String target() {
        return Ascii.string(bytes, targetStart, targetEnd);
    }

    /** The status of a response. */
    public int status() {
        return status;
    }

    /** Whether it is HTTP/1.0. */
    public boolean oldVersion() {
        return oldVersion;
    }

    /** Whether the sender will keep the connection open (RFC 9112, 9.3). */
    public boolean persistent() {
        return persistent;
    }

    /** How many field lines there are. */
    public int size() {
        return headers.length;
    }

    /** Which field line {@code index} is; null if it means nothing to the gateway. */
    public @Nullable Header header(int index) {
        return headers[index];
    }

    /** The value of field line {@code index}. */
    public String value(int index) {
        return Ascii.string(bytes, spans[SPAN * index + 2], spans[SPAN * index + 3]);
    }

    /** How often the field occurs. */
    public int count(Header header) {
        int count = 0;
        for (Header each : headers) {
            if (each == header) {
                count++;
            }
        }
        return count;
    }

    /** The line of the first such field; -1 if there is none. */
    public int find(Header header) {
        for (int i = 0; i < headers.length; i++) {
            if (headers[i] == header) {
                return i;
            }
        }
        return -1;
    }

    /** The first such field's value; null if there is none. */
    public @Nullable String value(Header header) {
        int index = find(header);
        return index < 0 ? null : value(index);
    }

    /** Whether a header has this name, in any case. */
    public boolean nameIs(int index, String lower) {
        return matches(spans[SPAN * index], spans[SPAN * index + 1], lower);
    }

    /** Whether the name of line {@code index} begins so, in any case. */
    public boolean nameStartsWith(int index, String lowerPrefix) {
        int start = spans[SPAN * index];
        return spans[SPAN * index + 1] - start >= lowerPrefix.length()
                && matches(start, start + lowerPrefix.length(), lowerPrefix);
    }

    /** Whether the name of line {@code index} holds an underscore: some upstreams read it as a hyphen. */
    public boolean nameHasUnderscore(int index) {
        for (int i = spans[SPAN * index]; i < spans[SPAN * index + 1]; i++) {
            if (bytes[i] == '_') {
                return true;
            }
        }
        return false;
    }

    /** Whether the value of line {@code index} is that text, in any case. */
    public boolean valueIs(int index, String lower) {
        return matches(spans[SPAN * index + 2], spans[SPAN * index + 3], lower);
    }

    /** Whether the comma-separated values of some such field hold that token, in any case. */
    public boolean hasToken(Header header, String lowerToken) {
        for (int i = 0; i < headers.length; i++) {
            if (headers[i] == header && listHas(i, lowerToken)) {
                return true;
            }
        }
        return false;
    }

    /** Whether {@code Connection} names line {@code index}, which then is for this connection only (RFC 9110, 7.6.1). */
    public boolean namedByConnection(int index) {
        for (int i = 0; i < headers.length; i++) {
            if (headers[i] == Header.CONNECTION && listNames(i, index)) {
                return true;
            }
        }
        return false;
    }

    /** Appends field line {@code index} as it was sent, with one space after the colon. */
    public void writeLine(ByteBuf out, int index) {
        int at = SPAN * index;
        out.writeBytes(bytes, spans[at], spans[at + 1] - spans[at]);
        out.writeShort(':' << 8 | ' ');
        out.writeBytes(bytes, spans[at + 2], spans[at + 3] - spans[at + 2]);
        Ascii.writeLineEnd(out);
    }

    /** Appends the value of line {@code index}. */
    public void writeValue(ByteBuf out, int index) {
        int at = SPAN * index;
        out.writeBytes(bytes, spans[at + 2], spans[at + 3] - spans[at + 2]);
    }

    /** Appends the target, byte for byte. */
    public void writeTarget(ByteBuf out) {
        out.writeBytes(bytes, targetStart, targetEnd - targetStart);
    }

    private boolean persists() {
        if (find(Header.CONNECTION) < 0) {
            return !oldVersion;
        }
        return !hasToken(Header.CONNECTION, "close") && (!oldVersion || hasToken(Header.CONNECTION, "keep-alive"));
    }

    private boolean listHas(int line, String lowerToken) {
        int end = spans[SPAN * line + 3];
        for (int start = spans[SPAN * line + 2]; start <= end; ) {
            int comma = comma(start, end);
            if (matches(skipSpace(start, comma), trimSpace(start, comma), lowerToken)) {
                return true;
            }
            start = comma + 1;
        }
        return false;
    }

    private boolean listNames(int line, int named) {
        int nameStart = spans[SPAN * named];
        int length = spans[SPAN * named + 1] - nameStart;
        int end = spans[SPAN * line + 3];
        for (int start = spans[SPAN * line + 2]; start <= end; ) {
            int comma = comma(start, end);
            int from = skipSpace(start, comma);
            if (trimSpace(start, comma) - from == length && sameName(from, nameStart, length)) {
                return true;
            }
            start = comma + 1;
        }
        return false;
    }

    private boolean sameName(int one, int other, int length) {
        for (int i = 0; i < length; i++) {
            if (Ascii.lower(bytes[one + i]) != Ascii.lower(bytes[other + i])) {
                return false;
            }
        }
        return true;
    }

    private boolean matches(int start, int end, String lower) {
        if (end - start != lower.length()) {
            return false;
        }
        for (int i = start; i < end; i++) {
            if (Ascii.lower(bytes[i]) != lower.charAt(i - start)) {
                return false;
            }
        }
        return true;
    }

    private int comma(int start, int end) {
        int at = start;
        while (at < end && bytes[at] != ',') {
            at++;
        }
        return at;
    }

    private int skipSpace(int start, int end) {
        int at = start;
        while (at < end && (bytes[at] == ' ' || bytes[at] == '\t')) {
            at++;
        }
        return at;
    }

    private int trimSpace(int start, int end) {
        int at = end;
        while (at > start && (bytes[at - 1] == ' ' || bytes[at - 1] == '\t')) {
            at--;
        }
        return Math.max(at, skipSpace(start, end));
    }
}
