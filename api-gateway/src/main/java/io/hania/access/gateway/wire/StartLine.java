package io.hania.access.gateway.wire;

/** Reads the first line of a request or of a response. */
final class StartLine {
    private static final String[] METHODS = {"GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS"};
    private static final int LONGEST_METHOD = 20;
    private static final int VERSION_LENGTH = 8;

    String method = "";
    int targetStart;
    int targetEnd;
    int status;
    boolean oldVersion;

    /** {@code method SP target SP version}, with exactly these spaces; returns where the line's end begins. */
    int request(byte[] bytes, int end, int longestTarget) throws BadMessage {
        int at = 0;
        while (at < end && Ascii.isToken(bytes[at])) {
            at++;
        }
        if (at == 0 || at > LONGEST_METHOD || at == end || bytes[at] != ' ') {
            throw BadMessage.MALFORMED;
        }
        method = method(bytes, at);
        targetStart = at + 1;
        targetEnd = target(bytes, targetStart, end);
        if (targetEnd - targetStart > longestTarget) {
            throw BadMessage.TARGET_TOO_LONG;
        }
        version(bytes, targetEnd + 1, end);
        return targetEnd + 1 + VERSION_LENGTH;
    }

    /** {@code version SP 3 digits SP reason}; returns where the line's end begins. */
    int response(byte[] bytes, int end) throws BadMessage {
        version(bytes, 0, end);
        int at = VERSION_LENGTH;
        if (end < at + 4 || bytes[at] != ' ') {
            throw BadMessage.MALFORMED;
        }
        for (int i = at + 1; i < at + 4; i++) {
            if (bytes[i] < '0' || bytes[i] > '9') {
                throw BadMessage.MALFORMED;
            }
            status = status * 10 + bytes[i] - '0';
        }
        at += 4;
        if (status < 100 || status > 599 || at < end && bytes[at] != ' ' && bytes[at] != '\r') {
            throw BadMessage.MALFORMED;
        }
        while (at < end && Ascii.isValue(bytes[at])) {
            at++;
        }
        return at;
    }

    private static String method(byte[] bytes, int length) {
        for (String method : METHODS) {
            if (method.length() == length && is(bytes, method)) {
                return method;
            }
        }
        return Ascii.string(bytes, 0, length);
    }

    private static boolean is(byte[] bytes, String text) {
        for (int i = 0; i < text.length(); i++) {
            if (bytes[i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static int target(byte[] bytes, int start, int end) throws BadMessage {
        int at = start;
        while (at < end && bytes[at] > ' ' && bytes[at] != 0x7F) {
            at++;
        }
        if (at == start || at == end || bytes[at] != ' ') {
            throw BadMessage.MALFORMED;
        }
        return at;
    }

    private void version(byte[] bytes, int at, int end) throws BadMessage {
        boolean known = end - at >= VERSION_LENGTH
                && bytes[at] == 'H'
                && bytes[at + 1] == 'T'
                && bytes[at + 2] == 'T'
                && bytes[at + 3] == 'P'
                && bytes[at + 4] == '/'
                && bytes[at + 5] == '1'
                && bytes[at + 6] == '.'
                && (bytes[at + 7] == '0' || bytes[at + 7] == '1');
        if (!known) {
            throw BadMessage.MALFORMED;
        }
        oldVersion = bytes[at + 7] == '0';
    }
}
