package io.hania.access.gateway.proxy;

import io.hania.access.gateway.wire.Ascii;
import io.hania.access.gateway.wire.BodyReader;
import io.hania.access.gateway.wire.Head;
import io.hania.access.gateway.wire.Header;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes what comes back of an upstream's head. Dropped are: what concerns one connection only, and everything that is the
 * gateway's to say: who may read the answer (CORS), limits, request id, visitor token.
 */
public final class ResponseWriter {
    private static final Set<Header> DROPPED = EnumSet.of(
            Header.CONNECTION,
            Header.CONTENT_LENGTH,
            Header.KEEP_ALIVE,
            Header.PROXY_AUTHENTICATE,
            Header.PROXY_AUTHENTICATION_INFO,
            Header.PROXY_CONNECTION,
            Header.RATELIMIT,
            Header.RATELIMIT_POLICY,
            Header.TE,
            Header.TRAILER,
            Header.TRANSFER_ENCODING,
            Header.UPGRADE,
            Header.X_HANIA_VISITOR,
            Header.X_REQUEST_ID);
    private static final byte[][] STATUS_LINES = new byte[600][];
    private static final byte[] CONTENT_LENGTH = Ascii.bytes("Content-Length: ");
    private static final byte[] CHUNKED = Ascii.bytes("Transfer-Encoding: chunked\r\n");

    static {
        for (int status = 100; status < STATUS_LINES.length; status++) {
            STATUS_LINES[status] = Ascii.bytes("HTTP/1.1 " + HttpResponseStatus.valueOf(status) + "\r\n");
        }
    }

    private ResponseWriter() {}

    /** Appends a status line. */
    public static void writeStatus(ByteBuf out, int status) {
        out.writeBytes(STATUS_LINES[status]);
    }

    /** Appends the status line and the upstream's headers, without framing and without the empty line. */
    public static void write(ByteBuf out, Head head) {
        writeStatus(out, head.status());
        boolean naming = head.find(Header.CONNECTION) >= 0;
        for (int i = 0; i < head.size(); i++) {
            if (passes(head, i, head.header(i)) && !(naming && head.namedByConnection(i))) {
                head.writeLine(out, i);
            }
        }
    }

    /**
     * Appends the framing of the body.
     *
     * @param method of the request
     * @param oldCaller whether the caller speaks HTTP/1.0
     * @return whether the body goes in chunks
     */
    public static boolean writeFraming(ByteBuf out, Head head, BodyReader body, String method, boolean oldCaller) {
        if (method.equals("HEAD") || head.status() == 304) {
            int length = head.find(Header.CONTENT_LENGTH);
            if (length >= 0) {
                head.writeLine(out, length);
            }
            return false;
        }
        long length = body.announced();
        if (length < 0) {
            if (!oldCaller) {
                out.writeBytes(CHUNKED);
            }
            return !oldCaller;
        }
        if (head.status() != 204) {
            writeLength(out, length);
        }
        return false;
    }

    /** Appends {@code Content-Length}. */
    public static void writeLength(ByteBuf out, long length) {
        out.writeBytes(CONTENT_LENGTH);
        Ascii.writeNumber(out, length);
        Ascii.writeLineEnd(out);
    }

    private static boolean passes(Head head, int line, @Nullable Header header) {
        if (header != null) {
            return !DROPPED.contains(header);
        }
        return !head.nameStartsWith(line, "access-control-")
                && !head.nameStartsWith(line, "x-ratelimit-")
                && !head.nameStartsWith(line, "ratelimit-")
                && !head.nameStartsWith(line, "x-hania-");
    }
}
