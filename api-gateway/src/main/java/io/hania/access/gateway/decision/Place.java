package io.hania.access.gateway.decision;

/**
 * What stands at a path.
 */
public sealed interface Place {
    /** The API for servers: account keys. */
    record Account() implements Place {}

    /**
     * The API for widgets in browsers.
     *
     * @param key the path's segment where the key stands
     * @param rest the path after it, such as {@code /config}
     */
    record Widget(String key, String rest) implements Place {
        @Override
        public String toString() {
            return "Widget[rest=" + rest + "]";
        }
    }

    /** The embed script and its versions, for everybody. */
    record Embed() implements Place {}

    /** The gateway's own pages, or nothing. */
    record Other() implements Place {}

    /** The API for servers. */
    Place ACCOUNT = new Account();
    /** The embed script. */
    Place EMBED = new Embed();
    /** None of the others. */
    Place OTHER = new Other();

    /** The place of a path that has passed the target rule. */
    static Place of(String path) {
        if (path.startsWith("/api/v1") && (path.length() == 7 || path.charAt(7) == '/')) {
            return ACCOUNT;
        }
        if (path.startsWith("/widget/v1/")) {
            int slash = path.indexOf('/', 11);
            return slash < 0
                    ? new Widget(path.substring(11), "/")
                    : new Widget(path.substring(11, slash), path.substring(slash));
        }
        boolean versioned = path.startsWith("/widget/") && path.length() > 8 && Character.isDigit(path.charAt(8));
        return versioned || path.equals("/widget.js") ? EMBED : OTHER;
    }
}
