package io.hania.access.target;

import org.jspecify.annotations.Nullable;

/**
 * A request target exactly as it stood in the request line. Accepted targets have one reading, whoever reads them: nothing is
 * decoded, removed or put in order here, so what was decided is what the upstream gets.
 */
public sealed interface RequestTarget {
    /** The longest target that is read: 8 KB. */
    int LONGEST = 8 * 1024;

    /**
     * One reading only.
     *
     * @param path begins with a slash; raw, percent-encoding included
     * @param query what follows the question mark, raw; null if there is none
     */
    record Accepted(String path, @Nullable String query) implements RequestTarget {}

    /** Two readings, or none. */
    record Rejected(Reason reason) implements RequestTarget {}

    /** What is wrong with a target. The words are for the caller: they never repeat what was sent. */
    enum Reason {
        TOO_LONG("The request target is longer than 8 KB"),
        NOT_ORIGIN_FORM("The request target must be a path that begins with '/'"),
        EMPTY_SEGMENT("The path must not contain '//'"),
        DOT_SEGMENT("The path must not contain '.' or '..' segments"),
        FORBIDDEN_CHARACTER("The request target contains a character that must be percent-encoded"),
        PARAMETER("The path must not contain ';' parameters"),
        FRAGMENT("The request target must not contain a fragment"),
        BAD_ENCODING("The request target contains a malformed percent-encoding"),
        ENCODED_DELIMITER("The path must not contain an encoded '/', '\\', '.', ';', '?', '#' or '%'"),
        ENCODED_CONTROL("The request target contains an encoded control character"),
        NEEDLESS_ENCODING("The path must not percent-encode letters, digits, '-' or '_'");

        private final String message;

        Reason(String message) {
            this.message = message;
        }

        /** One sentence for the caller. */
        public String message() {
            return message;
        }
    }

    /** Reads a target in one pass, without decoding it. */
    static RequestTarget check(String raw) {
        return TargetReader.read(raw);
    }
}
