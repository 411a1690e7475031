package io.hania.access.gateway.edge;

import io.hania.access.gateway.proxy.AnswerHeaders;
import io.hania.access.gateway.proxy.ResponseWriter;
import io.hania.access.gateway.wire.Ascii;
import io.netty.buffer.ByteBuf;
import java.util.List;

/** The answer to a CORS preflight of a widget call whose key and origin are good (Fetch standard, 4.8). */
final class Preflight {
    private static final byte[] METHODS = Ascii.bytes("Access-Control-Allow-Methods: ");
    private static final byte[] REST =
            Ascii.bytes("Access-Control-Allow-Headers: Accept, Content-Type, X-Hania-Visitor,"
                    + " X-Request-Id\r\nAccess-Control-Max-Age: 600\r\n");

    private Preflight() {}

    static void write(ByteBuf out, List<String> methods, AnswerHeaders headers, boolean lasts, boolean oldCaller) {
        ResponseWriter.writeStatus(out, 204);
        headers.write(out);
        Ascii.writeHeader(out, METHODS, String.join(", ", methods));
        out.writeBytes(REST);
        AnswerHeaders.writeConnection(out, lasts, oldCaller);
        Ascii.writeLineEnd(out);
    }
}
