package io.hania.access.gateway.proxy;

import io.hania.access.decision.Quota;
import io.hania.access.gateway.wire.Ascii;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * What every answer of one call carries, whoever makes it: the request id, the limit (IETF httpapi draft, and the older
 * names), for pages on allowed origins the leave to read it, and whether the connection lasts.
 */
public final class AnswerHeaders {
    private static final byte[] REQUEST_ID = Ascii.bytes("X-Request-Id: ");
    private static final byte[] VISITOR = Ascii.bytes("X-Hania-Visitor: ");
    private static final byte[] POLICY = Ascii.bytes("RateLimit-Policy: \"default\";q=");
    private static final byte[] WINDOW = Ascii.bytes(";w=");
    private static final byte[] LIMIT = Ascii.bytes("\r\nRateLimit: \"default\";r=");
    private static final byte[] RESET = Ascii.bytes(";t=");
    private static final byte[] OLD_LIMIT = Ascii.bytes("\r\nX-RateLimit-Limit: ");
    private static final byte[] OLD_REMAINING = Ascii.bytes("\r\nX-RateLimit-Remaining: ");
    private static final byte[] OLD_RESET = Ascii.bytes("\r\nX-RateLimit-Reset: ");
    private static final byte[] VARY_ORIGIN = Ascii.bytes("Vary: Origin\r\n");
    private static final byte[] ALLOW_ORIGIN = Ascii.bytes("Access-Control-Allow-Origin: ");
    private static final byte[] EXPOSE =
            Ascii.bytes("Access-Control-Expose-Headers: RateLimit, RateLimit-Policy, X-RateLimit-Limit, "
                    + "X-RateLimit-Remaining, X-RateLimit-Reset, Retry-After, X-Request-Id, X-Hania-Visitor\r\n");
    private static final byte[] FOR_EVERYBODY =
            Ascii.bytes("Access-Control-Allow-Origin: *\r\nCross-Origin-Resource-Policy: cross-origin\r\n");
    private static final byte[] CLOSE = Ascii.bytes("Connection: close\r\n");
    private static final byte[] KEEP_ALIVE = Ascii.bytes("Connection: keep-alive\r\n");

    private final String requestId;
    private @Nullable Quota quota;
    private @Nullable String visitor;
    private @Nullable String allowedOrigin;
    private boolean variesByOrigin;
    private boolean forEverybody;

    /** Of the call with that id. */
    public AnswerHeaders(String requestId) {
        this.requestId = requestId;
    }

    /** The call's id. */
    public String requestId() {
        return requestId;
    }

    /** The key's limit, or null if it has none. */
    public void quota(@Nullable Quota known) {
        quota = known;
    }

    /** A new visitor token, or null. */
    public void visitor(@Nullable String token) {
        visitor = token;
    }

    /** The answer is another one for other origins. */
    public void variesByOrigin() {
        variesByOrigin = true;
    }

    /** Pages of that origin may read the answer. */
    public void allowOrigin(@Nullable String origin) {
        allowedOrigin = origin;
    }

    /** Every page may load the answer. */
    public void forEverybody() {
        forEverybody = true;
    }

    /** Appends all but what is said about the connection. */
    public void write(ByteBuf out) {
        Ascii.writeHeader(out, REQUEST_ID, requestId);
        if (quota != null) {
            writeQuota(out, quota);
        }
        if (variesByOrigin) {
            out.writeBytes(VARY_ORIGIN);
        }
        if (allowedOrigin != null) {
            Ascii.writeHeader(out, ALLOW_ORIGIN, allowedOrigin);
            out.writeBytes(EXPOSE);
        }
        if (visitor != null) {
            Ascii.writeHeader(out, VISITOR, visitor);
        }
        if (forEverybody) {
            out.writeBytes(FOR_EVERYBODY);
        }
    }

    /**
     * Appends what the caller has to be told about the connection (RFC 9112, 9.3).
     *
     * @param oldCaller whether it speaks HTTP/1.0
     */
    public static void writeConnection(ByteBuf out, boolean lasts, boolean oldCaller) {
        if (!lasts) {
            out.writeBytes(CLOSE);
        } else if (oldCaller) {
            out.writeBytes(KEEP_ALIVE);
        }
    }

    private static void writeQuota(ByteBuf out, Quota quota) {
        writeNumber(out, POLICY, quota.limit());
        writeNumber(out, WINDOW, quota.windowSeconds());
        writeNumber(out, LIMIT, quota.remaining());
        writeNumber(out, RESET, quota.resetSeconds());
        writeNumber(out, OLD_LIMIT, quota.limit());
        writeNumber(out, OLD_REMAINING, quota.remaining());
        writeNumber(out, OLD_RESET, quota.resetSeconds());
        Ascii.writeLineEnd(out);
    }

    private static void writeNumber(ByteBuf out, byte[] before, int number) {
        out.writeBytes(before);
        Ascii.writeNumber(out, Math.max(number, 0));
    }
}
