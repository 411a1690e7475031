package io.hania.access.edge;

import io.hania.access.error.ApiError;
import io.hania.access.target.RequestTarget;
import io.netty.buffer.ByteBuf;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The lines of one request's head, checked one after the other as RFC 9112 writes them, without any of its leniencies. All
 * methods get the bytes of a line without its end and answer with what is wrong, or null.
 */
final class HeadCheck {
    static final long CHUNKED = -1;
    private static final int LONGEST_LENGTH = 18;
    private static final boolean[] TOKEN = new boolean[128];
    private static final boolean[] AUTHORITY = new boolean[128];

    static {
        for (char c = '0'; c <= 'z'; c++) {
            boolean alphanumeric = c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a';
            TOKEN[c] = alphanumeric;
            AUTHORITY[c] = alphanumeric;
        }
        "!#$%&'*+-.^_`|~".chars().forEach(c -> TOKEN[c] = true);
        "-._~:[]".chars().forEach(c -> AUTHORITY[c] = true);
    }

    private boolean old;
    private boolean chunked;
    private int hosts;
    private long length;

    /** {@code GET /path HTTP/1.1}, with single spaces. */
    @Nullable
    Fault requestLine(ByteBuf in, int start, int end) {
        old = false;
        chunked = false;
        hosts = 0;
        length = -1;
        int method = in.indexOf(start, end, (byte) ' ');
        int target = method < 0 ? -1 : in.indexOf(method + 1, end, (byte) ' ');
        if (method <= start || target <= method + 1 || !token(in, start, method) || !version(in, target + 1, end)) {
            return Fault.framing("The request line is malformed");
        }
        if (is(in, start, method, "trace") || is(in, start, method, "connect")) {
            return Fault.of(ApiError.METHOD_NOT_ALLOWED);
        }
        return RequestTarget.check(text(in, method + 1, target))
                        instanceof RequestTarget.Rejected(RequestTarget.Reason reason)
                ? rejected(reason)
                : null;
    }

    /** {@code Name: value}. */
    @Nullable
    Fault field(ByteBuf in, int start, int end) {
        int colon = in.indexOf(start, end, (byte) ':');
        if (colon <= start || !token(in, start, colon)) {
            return Fault.framing("A header line is malformed");
        }
        for (int i = colon + 1; i < end; i++) {
            byte c = in.getByte(i);
            if (c >= 0 && c < ' ' && c != '\t' || c == 127) {
                return Fault.framing("A header value contains a control character");
            }
        }
        int from = colon + 1;
        int to = end;
        while (from < to && blank(in.getByte(from))) {
            from++;
        }
        while (to > from && blank(in.getByte(to - 1))) {
            to--;
        }
        return meaning(in, start, colon, from, to);
    }

    /** What only the whole head shows. */
    @Nullable
    Fault complete() {
        if (hosts == 0 && !old) {
            return Fault.framing("The Host header is missing");
        }
        if (chunked && old) {
            return Fault.framing("HTTP/1.0 has no Transfer-Encoding");
        }
        return chunked && length >= 0 ? Fault.framing("Content-Length and Transfer-Encoding exclude each other") : null;
    }

    /** How long the body is, or {@link #CHUNKED}. */
    long body() {
        return chunked ? CHUNKED : Math.max(0, length);
    }

    private @Nullable Fault meaning(ByteBuf in, int start, int colon, int from, int to) {
        return switch (colon - start) {
            case 4 -> is(in, start, colon, "host") ? host(in, from, to) : null;
            case 14 -> is(in, start, colon, "content-length") ? length(in, from, to) : null;
            case 17 -> is(in, start, colon, "transfer-encoding") ? encoding(in, from, to) : null;
            default -> null;
        };
    }

    private @Nullable Fault host(ByteBuf in, int from, int to) {
        hosts++;
        return hosts > 1 || !all(AUTHORITY, in, from, to)
                ? Fault.framing("There must be one Host, and a plain one")
                : null;
    }

    private @Nullable Fault length(ByteBuf in, int from, int to) {
        if (length >= 0 || from == to || to - from > LONGEST_LENGTH) {
            return Fault.framing("There must be one Content-Length, and a plain number");
        }
        length = 0;
        for (int i = from; i < to; i++) {
            int digit = in.getByte(i) - '0';
            if (digit < 0 || digit > 9) {
                return Fault.framing("There must be one Content-Length, and a plain number");
            }
            length = 10 * length + digit;
        }
        return null;
    }

    private @Nullable Fault encoding(ByteBuf in, int from, int to) {
        if (chunked || !is(in, from, to, "chunked")) {
            return Fault.framing("The only Transfer-Encoding is chunked, once");
        }
        chunked = true;
        return null;
    }

    private boolean version(ByteBuf in, int start, int end) {
        old = end - start == 8 && in.getByte(end - 1) == '0';
        return end - start == 8
                && in.getByte(start) == 'H'
                && is(in, start, end - 1, "http/1.")
                && in.getByte(start + 1) == 'T'
                && in.getByte(start + 2) == 'T'
                && in.getByte(start + 3) == 'P'
                && (old || in.getByte(end - 1) == '1');
    }

    private static Fault rejected(RequestTarget.Reason reason) {
        return reason == RequestTarget.Reason.TOO_LONG
                ? Fault.of(ApiError.TARGET_TOO_LONG)
                : Fault.framing(reason.message());
    }

    /** Not by {@link ByteBuf#toString(Charset)}, which leaves the bytes in an array that lives as long as the thread. */
    private static String text(ByteBuf in, int start, int end) {
        byte[] bytes = new byte[end - start];
        in.getBytes(start, bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static boolean token(ByteBuf in, int start, int end) {
        return all(TOKEN, in, start, end);
    }

    private static boolean all(boolean[] allowed, ByteBuf in, int start, int end) {
        for (int i = start; i < end; i++) {
            byte c = in.getByte(i);
            if (c < 0 || !allowed[c]) {
                return false;
            }
        }
        return end > start;
    }

    /** Whether these bytes are this word, given in lower case, whatever their case. */
    private static boolean is(ByteBuf in, int start, int end, String word) {
        if (end - start != word.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            int c = in.getByte(start + i);
            if ((c >= 'A' && c <= 'Z' ? c | 32 : c) != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean blank(byte c) {
        return c == ' ' || c == '\t';
    }
}
