package io.hania.access.e2e;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** Bytes on a plain socket, for what HTTP clients would tidy up. One character is one byte. */
public final class RawSocket implements AutoCloseable {
    private static final int PATIENCE = 5000;

    private final Socket socket;
    private boolean ended;

    /** Connects to a port of this machine. */
    public RawSocket(int port) {
        try {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(PATIENCE);
            socket.setTcpNoDelay(true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends the text, waits for silence or the end, and returns all that came. */
    public static String exchange(int port, String text) {
        try (RawSocket socket = new RawSocket(port)) {
            return socket.send(text).readAll();
        }
    }

    /** Sends bytes as they are. */
    public RawSocket send(String text) {
        try {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What comes until the other side closes, or says nothing for a while. */
    public String readAll() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] part = new byte[8192];
        try {
            for (int length = read(part); length >= 0; length = read(part)) {
                all.write(part, 0, length);
            }
        } catch (SocketTimeoutException e) {
            return all.toString(StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            ended = true;
            all.writeBytes("[reset]".getBytes(StandardCharsets.ISO_8859_1));
        }
        return all.toString(StandardCharsets.ISO_8859_1);
    }

    /** Whether the other side has ended the connection, as far as it was read. */
    public boolean ended() {
        return ended;
    }

    /** What comes next; empty at the end. */
    public String readSome() {
        byte[] part = new byte[65_536];
        try {
            int length = read(part);
            return length < 0 ? "" : new String(part, 0, length, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }

    /** How long {@link #readAll()} waits for more. */
    public RawSocket patience(int milliseconds) {
        try {
            socket.setSoTimeout(milliseconds);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int read(byte[] part) throws IOException {
        int length = socket.getInputStream().read(part);
        ended |= length < 0;
        return length;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
