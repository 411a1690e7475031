package io.hania.access.gateway.proxy;

import io.hania.access.gateway.wire.Ascii;
import io.hania.access.gateway.wire.Head;
import io.hania.access.gateway.wire.Header;
import io.netty.buffer.ByteBuf;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes the head that an upstream gets. The target is the very bytes that were decided on. Dropped are: what concerns one
 * connection only (RFC 9110, 7.6.1), what {@code Connection} names, the caller's credential, every header by which an
 * upstream could be told another method, path or sender, and names with an underscore, which some servers read as a hyphen.
 * Ours come last, so none of the caller's can stand beside them.
 */
public final class RequestWriter {
    private static final Set<Header> DROPPED = EnumSet.complementOf(EnumSet.of(
            Header.ACCEPT,
            Header.ACCESS_CONTROL_REQUEST_METHOD,
            Header.ALLOW,
            Header.CONTENT_TYPE,
            Header.ORIGIN,
            Header.RATELIMIT,
            Header.RATELIMIT_POLICY,
            Header.REFERER,
            Header.SEC_FETCH_SITE,
            Header.VARY));
    private static final byte[] VERSION_AND_HOST = Ascii.bytes(" HTTP/1.1\r\nHost: ");
    private static final byte[] AUTHORIZATION = Ascii.bytes("Authorization: Bearer ");
    private static final byte[] REQUEST_ID = Ascii.bytes("X-Request-Id: ");
    private static final byte[] FORWARDED_FOR = Ascii.bytes("X-Forwarded-For: ");
    private static final byte[] FORWARDED_PROTO = Ascii.bytes("X-Forwarded-Proto: ");
    private static final byte[] FORWARDED_HOST = Ascii.bytes("X-Forwarded-Host: ");
    private static final byte[] TRACEPARENT = Ascii.bytes("traceparent: ");
    private static final byte[] CONTENT_LENGTH = Ascii.bytes("Content-Length: ");
    private static final byte[] CHUNKED = Ascii.bytes("Transfer-Encoding: chunked\r\n");

    private RequestWriter() {}

    /** Appends the head, its empty line included. */
    public static void write(ByteBuf out, Forward forward, Upstream upstream) {
        Head head = forward.head();
        Ascii.write(out, head.method());
        out.writeByte(' ');
        head.writeTarget(out);
        out.writeBytes(VERSION_AND_HOST).writeBytes(upstream.authority());
        Ascii.writeLineEnd(out);
        String traceparent = forward.traceparent();
        writeCallers(out, head, traceparent != null);
        if (forward.token() != null) {
            Ascii.writeHeader(out, AUTHORIZATION, forward.token());
        }
        Ascii.writeHeader(out, REQUEST_ID, forward.requestId());
        Ascii.writeHeader(out, FORWARDED_FOR, forward.forwardedFor());
        Ascii.writeHeader(out, FORWARDED_PROTO, forward.proto());
        Ascii.writeHeader(out, FORWARDED_HOST, forward.host());
        if (traceparent != null) {
            Ascii.writeHeader(out, TRACEPARENT, traceparent);
        }
        writeFraming(out, forward);
        Ascii.writeLineEnd(out);
    }

    private static void writeCallers(ByteBuf out, Head head, boolean traced) {
        boolean naming = head.find(Header.CONNECTION) >= 0;
        for (int i = 0; i < head.size(); i++) {
            if (passes(head, i, head.header(i))
                    && !(naming && head.namedByConnection(i))
                    && !(traced && head.nameIs(i, "traceparent"))) {
                head.writeLine(out, i);
            }
        }
    }

    private static boolean passes(Head head, int line, @Nullable Header header) {
        if (header != null) {
            return !DROPPED.contains(header);
        }
        return !head.nameStartsWith(line, "x-hania-")
                && !head.nameStartsWith(line, "x-forwarded-")
                && !head.nameHasUnderscore(line);
    }

    private static void writeFraming(ByteBuf out, Forward forward) {
        long length = forward.body().announced();
        if (length < 0) {
            out.writeBytes(CHUNKED);
        } else if (length > 0 || expectsBody(forward.head())) {
            out.writeBytes(CONTENT_LENGTH);
            Ascii.writeNumber(out, length);
            Ascii.writeLineEnd(out);
        }
    }

    private static boolean expectsBody(Head head) {
        return switch (head.method()) {
            case "POST", "PUT", "PATCH" -> true;
            default -> head.find(Header.CONTENT_LENGTH) >= 0;
        };
    }
}
