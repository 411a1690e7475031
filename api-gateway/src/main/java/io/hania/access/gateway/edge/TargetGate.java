package io.hania.access.gateway.edge;

import io.hania.access.gateway.error.Fault;
import io.hania.access.gateway.error.OwnAnswer;
import io.hania.access.gateway.wire.Head;
import io.hania.access.gateway.wire.Header;
import org.jspecify.annotations.Nullable;

/** Check 1: the head has one reading only. */
final class TargetGate {
    private TargetGate() {}

    /** What to answer to a head that may be read in two ways; null if it is good. */
    static @Nullable OwnAnswer refusal(Head request) {
        if (!hasOneHost(request)) {
            return OwnAnswer.of(Fault.INVALID_REQUEST);
        }
        String method = request.method();
        if (method.equals("TRACE") || method.equals("CONNECT")) {
            return OwnAnswer.of(Fault.METHOD_NOT_ALLOWED, "Allow: GET, HEAD, POST, PUT, PATCH, DELETE");
        }
        return accepts(request.target()) ? null : OwnAnswer.of(Fault.INVALID_REQUEST);
    }

    /** The path of a target that is good, byte for byte. */
    static String path(Head request) {
        String target = request.target();
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    private static boolean hasOneHost(Head request) {
        int hosts = request.count(Header.HOST);
        return hosts == 1 || hosts == 0 && request.oldVersion();
    }

    private static boolean accepts(String target) {
        int query = target.indexOf('?');
        String path = query < 0 ? target : target.substring(0, query);
        if (!path.startsWith("/")
                || path.contains("//")
                || path.contains(";")
                || path.contains("\\")
                || target.contains("#")) {
            return false;
        }
        for (String segment : path.split("/", -1)) {
            if (segment.equals(".") || segment.equals("..")) {
                return false;
            }
        }
        return true;
    }
}
