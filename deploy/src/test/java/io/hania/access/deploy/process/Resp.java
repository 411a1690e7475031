package io.hania.access.deploy.process;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The least of a Redis client: one command at a time, text only, errors thrown. */
final class Resp implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;

    Resp(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        in = new BufferedInputStream(socket.getInputStream());
    }

    /** The answer as text, or as a list of texts. */
    Object ask(Object... words) {
        StringBuilder command = new StringBuilder("*" + words.length + "\r\n");
        for (Object word : words) {
            String text = word.toString();
            command.append('$')
                    .append(text.length())
                    .append("\r\n")
                    .append(text)
                    .append("\r\n");
        }
        try {
            socket.getOutputStream().write(command.toString().getBytes(StandardCharsets.ISO_8859_1));
            return read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Object read() throws IOException {
        String line = line();
        String rest = line.substring(1);
        return switch (line.charAt(0)) {
            case '-' -> throw new IllegalStateException(rest);
            case '$' -> bulk(Integer.parseInt(rest));
            case '*' -> {
                List<Object> items = new ArrayList<>();
                for (int i = 0; i < Integer.parseInt(rest); i++) {
                    items.add(read());
                }
                yield items;
            }
            default -> rest;
        };
    }

    private String bulk(int length) throws IOException {
        if (length < 0) {
            return "";
        }
        byte[] bytes = in.readNBytes(length + 2);
        return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("Redis closed the connection");
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.ISO_8859_1).strip();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
