package io.hania.access.e2e;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Commands to Redis on a connection of one's own. */
public final class RedisLine {
    private RedisLine() {}

    /** Sends one command and returns the answer as it is on the wire. */
    public static String send(int port, String... words) {
        ByteArrayOutputStream command = new ByteArrayOutputStream();
        command.writeBytes(("*" + words.length + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        for (String word : words) {
            command.writeBytes(("$" + word.length() + "\r\n" + word + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        }
        try (RawSocket socket = new RawSocket(port)) {
            return socket.patience(500)
                    .send(command.toString(StandardCharsets.ISO_8859_1))
                    .readAll();
        }
    }

    /** The keys that match. */
    public static List<String> keys(int port, String pattern) {
        return send(port, "KEYS", pattern)
                .lines()
                .filter(line -> !line.startsWith("*") && !line.startsWith("$"))
                .toList();
    }
}
