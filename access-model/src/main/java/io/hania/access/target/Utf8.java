package io.hania.access.target;

/** Percent-encoded UTF-8 inside a string, read where it stands. Overlong forms and surrogates are no UTF-8 (RFC 3629). */
final class Utf8 {
    private static final int TRIPLET = 3;

    private Utf8() {}

    /** The octet that the triplet at {@code at} encodes; -1 if it is malformed. */
    static int octet(String raw, int at) {
        if (at + 2 >= raw.length() || raw.charAt(at) != '%') {
            return -1;
        }
        int high = digit(raw.charAt(at + 1));
        int low = digit(raw.charAt(at + 2));
        return high < 0 || low < 0 ? -1 : high << 4 | low;
    }

    /** How many characters of the string the encoded character at {@code at} takes; it must be well-formed. */
    static int length(String raw, int at) {
        return TRIPLET * octets(octet(raw, at));
    }

    /** The character that begins at {@code at}, whose first octet is above 127; -1 if it is malformed. */
    static int character(String raw, int at) {
        int first = octet(raw, at);
        int octets = octets(first);
        if (octets < 2) {
            return -1;
        }
        int character = first & 0xFF >> octets + 1;
        for (int i = 1; i < octets; i++) {
            int next = octet(raw, at + TRIPLET * i);
            if (next >> 6 != 0b10) {
                return -1;
            }
            character = character << 6 | next & 0x3F;
        }
        return shortest(character) == octets && !surrogate(character) ? character : -1;
    }

    private static int octets(int first) {
        if (first < 0x80) {
            return 1;
        }
        if (first < 0xC0 || first > 0xF7) {
            return 0;
        }
        return first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    }

    private static int shortest(int character) {
        if (character > Character.MAX_CODE_POINT) {
            return 0;
        }
        return character < 0x80 ? 1 : character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
    }

    private static boolean surrogate(int character) {
        return character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
    }

    private static int digit(char c) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        int lower = c | 32;
        return c < 128 && lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
    }
}
