package io.hania.access.admin.widget;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** How a bot's widget looks, as typed. */
record Look(
        String color,
        String position,
        String greeting,
        String welcome,
        String avatar,
        boolean branding,
        String title,
        String placeholder) {
    private static final Pattern COLOR = Pattern.compile("#[0-9a-fA-F]{6}");
    private static final int SHORT = 100;
    private static final int TITLE = 60;
    private static final int GREETING = 200;
    private static final int WELCOME = 1000;
    private static final int ADDRESS = 2000;

    /** The look of a bot for which none was saved. */
    static Look usual() {
        return new Look("#4338ca", "bottom-right", "Hi! How can I help you?", "", "", true, "", "Type a message…");
    }

    /** What is wrong, by field; the names of messages. */
    Map<String, String> faults() {
        Map<String, String> faults = new HashMap<>();
        want(faults, COLOR.matcher(color).matches(), "color");
        want(faults, position.equals("bottom-right") || position.equals("bottom-left"), "position");
        want(faults, avatar.isEmpty() || avatar.length() <= ADDRESS && secure(avatar), "avatar");
        want(faults, !greeting.isEmpty() && greeting.length() <= GREETING, "greeting");
        want(faults, welcome.length() <= WELCOME, "welcome");
        want(faults, title.length() <= TITLE, "title");
        want(faults, !placeholder.isEmpty() && placeholder.length() <= SHORT, "placeholder");
        return faults;
    }

    /** For the audit log. */
    JsonObject json() {
        return new JsonObject()
                .put("theme_color", color)
                .put("position", position)
                .put("greeting_text", greeting)
                .put("welcome_message", welcome)
                .put("avatar_url", avatar)
                .put("show_branding", branding)
                .put("widget_title", title)
                .put("placeholder_text", placeholder);
    }

    /** For the fragment of the preview's address. */
    String fragment(String language) {
        return URLEncoder.encode(json().put("language", language).encode(), StandardCharsets.UTF_8)
                .replace("+", "%20");
    }

    private static void want(Map<String, String> faults, boolean good, String field) {
        if (!good) {
            faults.put(field, field);
        }
    }

    private static boolean secure(String address) {
        try {
            URI uri = URI.create(address);
            return "https".equalsIgnoreCase(uri.getScheme()) && uri.getHost() != null && uri.getUserInfo() == null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
