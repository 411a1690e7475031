package io.hania.access.e2e.widget;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/** A platform that begins one answer and never ends it. */
final class EndlessPlatform implements AutoCloseable {
    /** Completes when whoever asked hangs up. */
    final CompletableFuture<Void> hungUp = new CompletableFuture<>();

    private final ServerSocket listener;

    EndlessPlatform() {
        try {
            listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::answer);
    }

    String url() {
        return "http://localhost:" + listener.getLocalPort();
    }

    private void answer() {
        try (Socket caller = listener.accept()) {
            InputStream in = caller.getInputStream();
            byte[] part = new byte[16_384];
            int length = in.read(part);
            String begun = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + "f\r\ndata: endless\n\n\r\n";
            caller.getOutputStream().write(begun.getBytes(StandardCharsets.US_ASCII));
            while (length >= 0) {
                length = in.read(part);
            }
            hungUp.complete(null);
        } catch (IOException reset) {
            hungUp.complete(null);
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
