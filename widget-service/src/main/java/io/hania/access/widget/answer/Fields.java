package io.hania.access.widget.answer;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A request's JSON object, read field by field. What is wrong is collected, so that the caller learns of everything at once:
 * call {@link #check()} when all is read.
 */
public final class Fields {
    private final JsonObject json;
    private final List<String> faults = new ArrayList<>();

    private Fields(JsonObject json) {
        this.json = json;
    }

    /**
     * @param known all fields that a request may have; another one is a fault, for it is a slip of the pen
     * @throws CallFault if it is no JSON object
     */
    public static Fields of(String body, Set<String> known) {
        Fields fields = lenient(body);
        for (String name : fields.json.fieldNames()) {
            if (!known.contains(name)) {
                fields.fault(shown(name), "is not known here; there are " + String.join(", ", new TreeSet<>(known)));
            }
        }
        return fields;
    }

    /** As {@link #of}, but other fields are passed over. */
    public static Fields lenient(String body) {
        try {
            return new Fields(new JsonObject(body));
        } catch (DecodeException | ClassCastException e) {
            throw CallFault.invalid("The body must be a JSON object, such as {\"bot_id\": \"…\"}");
        }
    }

    /** A text that must be there. */
    public String text(String name, int longest) {
        String text = optional(name, longest);
        if (text == null) {
            if (!(json.getValue(name) instanceof String s) || s.isBlank()) {
                fault(name, "is required: send a text of 1 to " + longest + " characters");
            }
            return "";
        }
        return text;
    }

    /** A text; {@code otherwise} if it isn't there. */
    public String text(String name, int longest, String otherwise) {
        String text = optional(name, longest);
        return text == null ? otherwise : text;
    }

    /** A text that may be missing, null or blank, which are the same. */
    public @Nullable String optional(String name, int longest) {
        Object value = json.getValue(name);
        if (value == null) {
            return null;
        }
        if (!(value instanceof String written)) {
            fault(name, "must be a text in double quotes");
            return null;
        }
        String text = written.strip();
        if (text.codePointCount(0, text.length()) > longest) {
            fault(name, "is too long: at most " + longest + " characters");
            return null;
        }
        if (text.chars().anyMatch(Fields::control)) {
            fault(name, "must not contain control characters");
            return null;
        }
        return text.isEmpty() ? null : text;
    }

    /** A whole number; {@code otherwise} if it isn't there. */
    public int number(String name, int least, int most, int otherwise) {
        Object value = json.getValue(name);
        if (value == null) {
            return otherwise;
        }
        boolean whole = value instanceof Integer || value instanceof Long;
        long number = whole ? ((Number) value).longValue() : least - 1L;
        if (number < least || number > most) {
            fault(name, "must be a whole number from " + least + " to " + most);
            return otherwise;
        }
        return (int) number;
    }

    /** true or false; {@code otherwise} if it isn't there. */
    public boolean flag(String name, boolean otherwise) {
        Object value = json.getValue(name);
        if (value != null && !(value instanceof Boolean)) {
            fault(name, "must be true or false, without quotes");
        }
        return value instanceof Boolean flag ? flag : otherwise;
    }

    /** A list of texts that must be there, and may be empty. */
    public List<String> texts(String name, int most) {
        Object value = json.getValue(name);
        if (!(value instanceof JsonArray array) || !array.stream().allMatch(String.class::isInstance)) {
            fault(name, "is required: send a list of texts, such as [\"example.com\", \"*.example.com\"]");
            return List.of();
        }
        if (array.size() > most) {
            fault(name, "is too long: at most " + most + " entries");
            return List.of();
        }
        return array.stream().map(String.class::cast).toList();
    }

    /** The fields of an object inside; none if it isn't there. */
    public Fields inside(String name) {
        return new Fields(json.getValue(name) instanceof JsonObject object ? object : new JsonObject());
    }

    /** Notes what is wrong with a field. */
    public void fault(String name, String what) {
        faults.add(name + " " + what);
    }

    /** @throws CallFault if anything was wrong */
    public void check() {
        if (!faults.isEmpty()) {
            throw CallFault.invalid(String.join("; ", faults));
        }
    }

    private static boolean control(int c) {
        return c < ' ' && c != '\n' && c != '\t' || c == 0x7f;
    }

    private static String shown(String name) {
        return name.length() > 50 ? name.substring(0, 50) + "…" : name;
    }
}
