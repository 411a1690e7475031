package io.hania.access.gateway.error;

import io.hania.access.error.ApiError;
import io.hania.access.error.ErrorBody;
import io.hania.access.gateway.proxy.AnswerHeaders;
import io.hania.access.gateway.proxy.ResponseWriter;
import io.hania.access.gateway.wire.Ascii;
import io.hania.access.gateway.wire.Head;
import io.hania.access.gateway.wire.Header;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * An error that the gateway answers with, in the form of section 3 of the contract.
 *
 * @param error which one
 * @param message what people read
 * @param extra a header that belongs to it, without its line end; null if there is none
 */
public record OwnAnswer(
        ApiError error, String message, @Nullable String extra) {
    private static final byte[] JSON = Ascii.bytes("Content-Type: application/json\r\n");
    private static final byte[] PROBLEM = Ascii.bytes("Content-Type: application/problem+json\r\n");
    private static final byte[] ALWAYS = Ascii.bytes("Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\n");

    /** With the error's own message. */
    public static OwnAnswer of(ApiError error) {
        return new OwnAnswer(error, error.message(), null);
    }

    /** With the error's own message and a header. */
    public static OwnAnswer of(ApiError error, String extra) {
        return new OwnAnswer(error, error.message(), extra);
    }

    private static boolean wantsProblem(Head head) {
        for (int i = 0; i < head.size(); i++) {
            if (head.header(i) == Header.ACCEPT && ErrorBody.wantsProblem(head.value(i))) {
                return true;
            }
        }
        return false;
    }

    /**
     * Appends the whole answer.
     *
     * @param request null if it could not be read
     * @param lasts whether the connection stays open
     */
    public void write(ByteBuf out, @Nullable Head request, AnswerHeaders headers, boolean lasts) {
        boolean problem = request != null && wantsProblem(request);
        byte[] body = problem
                ? ErrorBody.problem(error, message, headers.requestId())
                : ErrorBody.envelope(error, message, headers.requestId());
        ResponseWriter.writeStatus(out, error.status());
        out.writeBytes(problem ? PROBLEM : JSON);
        ResponseWriter.writeLength(out, body.length);
        out.writeBytes(ALWAYS);
        if (extra != null) {
            Ascii.write(out, extra);
            Ascii.writeLineEnd(out);
        }
        headers.write(out);
        AnswerHeaders.writeConnection(out, lasts, request != null && request.oldVersion());
        Ascii.writeLineEnd(out);
        if (request == null || !request.method().equals("HEAD")) {
            out.writeBytes(body);
        }
    }
}
