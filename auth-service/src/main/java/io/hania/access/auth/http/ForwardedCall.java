package io.hania.access.auth.http;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The call that a proxy asks about. Proxies tell it in different ways:
 *
 * <ul>
 *   <li>{@code X-Forwarded-Method} and {@code X-Forwarded-Uri} (Caddy, Traefik),
 *   <li>{@code X-Original-Method} and {@code X-Original-URI} or {@code X-Original-URL} (nginx, ingress-nginx),
 *   <li>the method itself, and the target after {@code /forward-auth} (Envoy).
 * </ul>
 *
 * A proxy sets one of these, and a caller may have sent another: all that are present must say the same.
 *
 * @param method as the caller sent it
 * @param target the raw target as the caller sent it, path and query
 */
record ForwardedCall(String method, String target) {
    static final String PATH = "/forward-auth";

    private static final int SCHEME_END = 3;

    /** What was told; null if nothing was, if half of it is missing, or if two accounts differ. */
    static @Nullable ForwardedCall of(HttpServerRequest request) {
        List<ForwardedCall> told = new ArrayList<>(2);
        MultiMap headers = request.headers();
        boolean whole = add(told, headers, "X-Forwarded-Method", "X-Forwarded-Uri")
                && add(told, headers, "X-Original-Method", "X-Original-URI")
                && add(told, headers, "X-Original-Method", "X-Original-URL");
        String after = request.uri().substring(PATH.length());
        if (after.startsWith("/")) {
            told.add(new ForwardedCall(request.method().name(), after));
        }
        boolean agreed = told.stream().distinct().count() == 1;
        return whole && agreed ? told.getFirst() : null;
    }

    /** Adds what these headers tell; false if they are repeated or lack the method. */
    private static boolean add(List<ForwardedCall> told, MultiMap headers, String methodName, String targetName) {
        List<String> targets = headers.getAll(targetName);
        if (targets.isEmpty()) {
            return true;
        }
        List<String> methods = headers.getAll(methodName);
        if (targets.size() > 1 || methods.size() != 1) {
            return false;
        }
        told.add(new ForwardedCall(methods.getFirst(), withoutHost(targets.getFirst())));
        return true;
    }

    /** ingress-nginx sends a whole URL. */
    private static String withoutHost(String target) {
        int scheme = target.startsWith("/") ? -1 : target.indexOf("://");
        if (scheme < 0) {
            return target;
        }
        int path = target.indexOf('/', scheme + SCHEME_END);
        return path < 0 ? "/" : target.substring(path);
    }
}
