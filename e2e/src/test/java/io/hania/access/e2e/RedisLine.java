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
            socket.send(command.toString(StandardCharsets.ISO_8859_1));
            StringBuilder answer = new StringBuilder();
            while (end(answer, 0) < 0) {
                String more = socket.readSome();
                if (more.isEmpty()) {
                    throw new IllegalStateException("Redis answers no more than " + answer);
                }
                answer.append(more);
            }
            return answer.toString();
        }
    }

    /** Where the reply that begins there ends; -1 if more must come. */
    private static int end(StringBuilder text, int at) {
        int line = text.indexOf("\r\n", at);
        if (line < 0) {
            return -1;
        }
        int next = line + 2;
        char type = text.charAt(at);
        if (type != '$' && type != '*') {
            return next;
        }
        int count = Integer.parseInt(text.substring(at + 1, line));
        if (type == '$') {
            next += count < 0 ? 0 : count + 2;
            return next <= text.length() ? next : -1;
        }
        for (int i = 0; i < count && next >= 0; i++) {
            next = end(text, next);
        }
        return next;
    }

    /** The keys that match. */
    public static List<String> keys(int port, String pattern) {
        return send(port, "KEYS", pattern)
                .lines()
                .filter(line -> !line.startsWith("*") && !line.startsWith("$"))
                .toList();
    }
}
