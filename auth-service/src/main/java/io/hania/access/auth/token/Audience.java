package io.hania.access.auth.token;

import java.util.List;

/**
 * For whom a token is: the upstream that serves a call. widget-service speaks to the platform on the caller's behalf with
 * the same token, so the platform accepts its tokens too.
 *
 * @param upstream the upstream's name, from the catalog
 * @param names the claim {@code aud}
 */
record Audience(String upstream, List<String> names) {
    private static final String WIDGET_SERVICE = "widget-service";
    private static final String PLATFORM = "platform";

    static Audience of(String upstream) {
        return new Audience(
                upstream, upstream.equals(WIDGET_SERVICE) ? List.of(WIDGET_SERVICE, PLATFORM) : List.of(upstream));
    }
}
