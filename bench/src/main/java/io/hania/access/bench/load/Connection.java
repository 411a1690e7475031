package io.hania.access.bench.load;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A keep-alive connection with at most one request under way. It reads answers just far enough to know their end. */
final class Connection {
    private static final int ROOM = 64 * 1024;

    private final SocketChannel channel;
    private final LoadClient client;
    private final ByteBuffer in = ByteBuffer.allocate(ROOM);
    private long scheduled;
    private long bodyLeft = -1;
    private char status;
    private boolean waiting;

    Connection(SocketChannel channel, LoadClient client) {
        this.channel = channel;
        this.client = client;
    }

    SocketChannel channel() {
        return channel;
    }

    /** Whether an answer is due. */
    boolean waiting() {
        return waiting;
    }

    /** When its request was due. */
    long scheduled() {
        return scheduled;
    }

    void send(byte[] request, long due) throws IOException {
        scheduled = due;
        waiting = true;
        ByteBuffer out = ByteBuffer.wrap(request);
        while (out.hasRemaining()) {
            channel.write(out);
        }
    }

    void read() throws IOException {
        if (channel.read(in) < 0) {
            throw new EOFException("the server hung up");
        }
        if (bodyLeft < 0) {
            readHead();
        } else {
            bodyLeft -= in.position();
            in.clear();
        }
        if (bodyLeft == 0) {
            bodyLeft = -1;
            waiting = false;
            client.answered(this, scheduled, status);
        }
    }

    private void readHead() {
        byte[] bytes = in.array();
        int length = in.position();
        int end = endOfHead(bytes, length);
        if (end < 0) {
            return;
        }
        status = (char) bytes[9];
        String head = new String(bytes, 0, end, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        if (head.contains("transfer-encoding: chunked")) {
            String tail = new String(bytes, end, length - end, StandardCharsets.ISO_8859_1);
            if (!tail.endsWith("0\r\n\r\n")) {
                return;
            }
            bodyLeft = 0;
        } else {
            bodyLeft = contentLength(head) - (length - end);
        }
        in.clear();
    }

    private static long contentLength(String head) {
        int at = head.indexOf("content-length:");
        if (at < 0) {
            return 0;
        }
        return Long.parseLong(head.substring(at + 15, head.indexOf('\r', at)).strip());
    }

    private static int endOfHead(byte[] bytes, int length) {
        for (int i = 3; i < length; i++) {
            if (bytes[i] == '\n' && bytes[i - 1] == '\r' && bytes[i - 2] == '\n' && bytes[i - 3] == '\r') {
                return i + 1;
            }
        }
        return -1;
    }
}
