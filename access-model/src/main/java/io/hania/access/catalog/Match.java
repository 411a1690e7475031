package io.hania.access.catalog;

import java.util.List;

/** What the catalog says of a method and a path. */
public sealed interface Match {
    /**
     * There is such an endpoint.
     *
     * @param ability what a key needs for it, such as {@code bots:read}
     * @param upstream the name of the upstream that serves it
     * @param template the path with its parameters' names, such as {@code /api/v1/bots/{id}}
     */
    record Endpoint(String ability, String upstream, String template) implements Match {}

    /** The path is known, with these other methods. */
    record WrongMethod(List<String> allow) implements Match {
        public WrongMethod {
            allow = List.copyOf(allow);
        }
    }

    /** There is no such path. */
    record Unknown() implements Match {}
}
