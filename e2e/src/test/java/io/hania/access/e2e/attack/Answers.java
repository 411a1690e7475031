package io.hania.access.e2e.attack;

import io.hania.access.e2e.RawSocket;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * All that came back on one connection.
 *
 * @param ended whether the other side ended the connection
 */
record Answers(String text, boolean ended) {
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([0-9]{3}) ");
    private static final Pattern OWN_ID = Pattern.compile("(?i)(x-request-id: |\"request_id\":\")[^\"\\r]+");

    /** Sends all at once and reads until the end, or until nothing comes any more. */
    static Answers to(Door door, String bytes) {
        try (RawSocket socket = door.open()) {
            return read(socket.send(bytes));
        }
    }

    /** What else comes on a connection. */
    static Answers read(RawSocket socket) {
        String text = socket.readAll();
        return new Answers(text, socket.ended());
    }

    /** The status of each answer. */
    List<Integer> statuses() {
        return STATUS.matcher(text)
                .results()
                .map(MatchResult::group)
                .map(line -> Integer.valueOf(line.substring(9, 12)))
                .toList();
    }

    boolean says(String code) {
        return text.contains("\"code\":\"" + code + "\"");
    }

    boolean hasCors() {
        return text.toLowerCase(Locale.ROOT).contains("\naccess-control-");
    }

    /** The bytes without what differs from call to call. */
    String withoutId() {
        return OWN_ID.matcher(text).replaceAll("$1…");
    }
}
