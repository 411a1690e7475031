package io.hania.access.edge;

import io.hania.access.call.RequestId;
import io.hania.access.error.ApiError;
import io.hania.access.error.ErrorBody;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;

/**
 * Why a connection is not read any further.
 *
 * @param message never repeats what was sent
 */
record Fault(ApiError error, String message) {
    private static final String ALLOW = "Allow: GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS\r\n";

    static Fault framing(String message) {
        return new Fault(ApiError.INVALID_REQUEST, message);
    }

    static Fault of(ApiError error) {
        return new Fault(error, error.message());
    }

    /** The whole answer. The connection ends with it. */
    ByteBuf answer() {
        String requestId = RequestId.of(null);
        byte[] body = ErrorBody.envelope(error, message, requestId);
        String head = "HTTP/1.1 " + error.status() + " " + phrase() + "\r\n"
                + "Content-Type: " + ErrorBody.ENVELOPE_TYPE + "\r\n"
                + "Content-Length: " + body.length + "\r\n"
                + (error == ApiError.METHOD_NOT_ALLOWED ? ALLOW : "")
                + "Cache-Control: no-store\r\n"
                + RequestId.HEADER + ": " + requestId + "\r\n"
                + "Connection: close\r\n\r\n";
        return Unpooled.wrappedBuffer(head.getBytes(StandardCharsets.US_ASCII), body);
    }

    private String phrase() {
        return switch (error.status()) {
            case 405 -> "Method Not Allowed";
            case 408 -> "Request Timeout";
            case 414 -> "URI Too Long";
            case 431 -> "Request Header Fields Too Large";
            default -> "Bad Request";
        };
    }
}
