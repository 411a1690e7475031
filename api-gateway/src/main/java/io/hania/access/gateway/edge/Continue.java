package io.hania.access.gateway.edge;

import io.hania.access.gateway.wire.Ascii;
import io.hania.access.gateway.wire.Head;
import io.hania.access.gateway.wire.Header;
import io.netty.buffer.Unpooled;

/** {@code 100 Continue} (RFC 9110, 10.1.1): sent when the call is allowed and its body wanted, never before. */
final class Continue {
    private static final byte[] BYTES = Ascii.bytes("HTTP/1.1 100 Continue\r\n\r\n");

    private Continue() {}

    static void send(ClientConnection client, Head request) {
        if (!request.oldVersion() && request.hasToken(Header.EXPECT, "100-continue")) {
            client.write(Unpooled.wrappedBuffer(BYTES));
            client.flush();
        }
    }
}
