package io.hania.access.target;

import io.hania.access.target.RequestTarget.Reason;
import org.jspecify.annotations.Nullable;

/** One pass over a raw target: first the path, then the query, whose rules are milder because nothing is decided by it. */
final class TargetReader {
    private static final byte PLAIN = 1;
    private static final byte SLASH = 2;
    private static final byte DOT = 3;
    private static final byte PERCENT = 4;
    private static final byte QUESTION = 5;

    /** What a character means in a path; 0 is refused. RFC 3986, section 3.3, without {@code ;}. */
    private static final byte[] PATH = new byte[128];

    private static final RequestTarget[] REJECTED = new RequestTarget[Reason.values().length];

    static {
        for (Reason reason : Reason.values()) {
            REJECTED[reason.ordinal()] = new RequestTarget.Rejected(reason);
        }
        for (char c = '0'; c <= 'z'; c++) {
            if (c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a') {
                PATH[c] = PLAIN;
            }
        }
        "-_~!$&'()*+,=:@".chars().forEach(c -> PATH[c] = PLAIN);
        PATH['/'] = SLASH;
        PATH['.'] = DOT;
        PATH['%'] = PERCENT;
        PATH['?'] = QUESTION;
    }

    private TargetReader() {}

    static RequestTarget read(String raw) {
        if (raw.length() > RequestTarget.LONGEST) {
            return rejected(Reason.TOO_LONG);
        }
        if (raw.isEmpty() || raw.charAt(0) != '/') {
            return rejected(Reason.NOT_ORIGIN_FORM);
        }
        boolean segmentStart = false;
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            byte meaning = c < 128 ? PATH[c] : 0;
            if (meaning == PLAIN) {
                segmentStart = false;
                continue;
            }
            if (meaning == QUESTION) {
                return query(raw, i);
            }
            Reason reason = special(raw, i, meaning, segmentStart);
            if (reason != null) {
                return rejected(reason);
            }
            segmentStart = meaning == SLASH;
            if (meaning == PERCENT) {
                i += Utf8.length(raw, i) - 1;
            }
        }
        return new RequestTarget.Accepted(raw, null);
    }

    private static @Nullable Reason special(String raw, int at, byte meaning, boolean segmentStart) {
        return switch (meaning) {
            case SLASH -> segmentStart ? Reason.EMPTY_SEGMENT : null;
            case DOT -> segmentStart && dotSegment(raw, at) ? Reason.DOT_SEGMENT : null;
            case PERCENT -> encoded(raw, at);
            default -> forbidden(raw.charAt(at));
        };
    }

    private static Reason forbidden(char c) {
        return switch (c) {
            case ';' -> Reason.PARAMETER;
            case '#' -> Reason.FRAGMENT;
            default -> Reason.FORBIDDEN_CHARACTER;
        };
    }

    private static boolean dotSegment(String raw, int at) {
        int end = at + 1 < raw.length() && raw.charAt(at + 1) == '.' ? at + 2 : at + 1;
        return end == raw.length() || "/?#;".indexOf(raw.charAt(end)) >= 0;
    }

    private static @Nullable Reason encoded(String raw, int at) {
        int octet = Utf8.octet(raw, at);
        if (octet < 0) {
            return Reason.BAD_ENCODING;
        }
        if (octet < ' ' || octet == 127) {
            return Reason.ENCODED_CONTROL;
        }
        if (octet < 128) {
            return encodedAscii((char) octet);
        }
        int character = Utf8.character(raw, at);
        if (character < 0) {
            return Reason.BAD_ENCODING;
        }
        return Character.isISOControl(character) ? Reason.ENCODED_CONTROL : null;
    }

    private static @Nullable Reason encodedAscii(char c) {
        if ("/\\.;%?#".indexOf(c) >= 0) {
            return Reason.ENCODED_DELIMITER;
        }
        boolean needless = c >= '0' && c <= '9' || (c | 32) >= 'a' && (c | 32) <= 'z' || c == '-' || c == '_';
        return needless ? Reason.NEEDLESS_ENCODING : null;
    }

    private static RequestTarget query(String raw, int question) {
        for (int i = question + 1; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '#') {
                return rejected(Reason.FRAGMENT);
            }
            if (c <= ' ' || c >= 127 || c == '\\' || c == '"' || c == '<' || c == '>') {
                return rejected(Reason.FORBIDDEN_CHARACTER);
            }
            if (c == '%') {
                int octet = Utf8.octet(raw, i);
                if (octet < ' ' || octet == 127) {
                    return rejected(octet < 0 ? Reason.BAD_ENCODING : Reason.ENCODED_CONTROL);
                }
            }
        }
        return new RequestTarget.Accepted(raw.substring(0, question), raw.substring(question + 1));
    }

    private static RequestTarget rejected(Reason reason) {
        return REJECTED[reason.ordinal()];
    }
}
