package io.hania.access.auth.decision;

import io.hania.access.decision.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a browser may do with a widget key: read its configuration and write to its bot, nothing else (section 5 of the
 * contract). A preflight is answered with the methods that the path has.
 */
final class WidgetCall {
    /** The upstream of every widget call. */
    static final String UPSTREAM = "widget-service";

    private static final String PREFLIGHT = "OPTIONS";
    private static final List<String> READS = List.of("GET", "HEAD");
    private static final List<String> WRITES = List.of("POST");

    private WidgetCall() {}

    /** Why this call isn't one of a widget's; null if it is. */
    static @Nullable Refusal refusal(String method, String path) {
        List<String> methods = switch (path) {
            case "/config" -> READS;
            case "/chat/send", "/chat/send-stream" -> WRITES;
            default -> List.of();
        };
        if (methods.isEmpty()) {
            return new Refusal.NotFound();
        }
        return methods.contains(method) ? null : new Refusal.MethodNotAllowed(methods);
    }

    /** Whether this is the browser's own question before a call, which neither counts nor is a refusal. */
    static boolean preflight(String method) {
        return method.equals(PREFLIGHT);
    }
}
