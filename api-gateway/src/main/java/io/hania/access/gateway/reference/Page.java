package io.hania.access.gateway.reference;

import io.hania.access.gateway.proxy.AnswerHeaders;
import io.hania.access.gateway.proxy.ResponseWriter;
import io.hania.access.gateway.wire.Ascii;
import io.hania.access.gateway.wire.Head;
import io.netty.buffer.ByteBuf;

/** A page of the gateway's own, made once at start: nothing in it comes from a request. */
public final class Page {
    private static final byte[] CONTENT_TYPE = Ascii.bytes("Content-Type: ");
    private static final byte[] STRICT = Ascii.bytes("Content-Security-Policy: default-src 'none'; style-src 'self'; "
            + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'\r\nX-Content-Type-Options: nosniff\r\n"
            + "Referrer-Policy: no-referrer\r\nCache-Control: public, max-age=300\r\n");

    private final String type;
    private final byte[] content;

    /** A page of that media type. */
    public Page(String type, byte[] content) {
        this.type = type;
        this.content = content.clone();
    }

    /** Appends the whole answer. */
    public void write(ByteBuf out, Head request, AnswerHeaders headers, boolean lasts) {
        ResponseWriter.writeStatus(out, 200);
        Ascii.writeHeader(out, CONTENT_TYPE, type);
        ResponseWriter.writeLength(out, content.length);
        out.writeBytes(STRICT);
        headers.write(out);
        AnswerHeaders.writeConnection(out, lasts, request.oldVersion());
        Ascii.writeLineEnd(out);
        if (!request.method().equals("HEAD")) {
            out.writeBytes(content);
        }
    }
}
