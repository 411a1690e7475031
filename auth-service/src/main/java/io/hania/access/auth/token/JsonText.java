package io.hania.access.auth.token;

import java.util.List;

/** A flat JSON object, written member by member. */
public final class JsonText {
    private static final int FIRST_PRINTABLE = 0x20;

    private final StringBuilder out = new StringBuilder(320).append('{');

    /** A member with a string. */
    public JsonText text(String name, String value) {
        name(name);
        quoted(value);
        return this;
    }

    /** A member with a number. */
    public JsonText number(String name, long value) {
        name(name);
        out.append(value);
        return this;
    }

    /** A member with an array of strings. */
    public JsonText texts(String name, List<String> values) {
        name(name);
        out.append('[');
        for (int i = 0; i < values.size(); i++) {
            if (i > 0) {
                out.append(',');
            }
            quoted(values.get(i));
        }
        out.append(']');
        return this;
    }

    /** The whole object. */
    public String end() {
        return out.append('}').toString();
    }

    private void name(String name) {
        if (out.length() > 1) {
            out.append(',');
        }
        quoted(name);
        out.append(':');
    }

    private void quoted(String value) {
        out.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < FIRST_PRINTABLE) {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }
}
