package io.hania.access.widget.customization;

import io.hania.access.widget.answer.CallFault;
import io.hania.access.widget.answer.Fields;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How a bot's widget looks. Texts are texts, the colour is a colour, the picture is only ever fetched by browsers. */
public record Customization(
        String botId,
        String themeColor,
        String position,
        String greetingText,
        @Nullable String welcomeMessage,
        @Nullable String avatarUrl,
        boolean showBranding,
        @Nullable String widgetTitle,
        String placeholderText) {
    private static final Set<String> KNOWN = Set.of(
            "bot_id",
            "theme_color",
            "position",
            "greeting_text",
            "welcome_message",
            "avatar_url",
            "show_branding",
            "widget_title",
            "placeholder_text",
            "id",
            "created_at",
            "updated_at");
    private static final Pattern COLOR = Pattern.compile("#[0-9a-fA-F]{6}");
    private static final Set<String> POSITIONS = Set.of("bottom-right", "bottom-left");
    private static final int ID = 100;
    private static final int SHORT = 100;
    private static final int TITLE = 60;
    private static final int GREETING = 200;
    private static final int WELCOME = 1000;
    private static final int ADDRESS = 2000;

    /** The look of a bot for which none was saved. */
    public static Customization usual(String botId) {
        return new Customization(
                botId, "#4338ca", "bottom-right", "Hi! How can I help you?", null, null, true, null, "Type a message…");
    }

    /** @throws CallFault saying all that is wrong, and how to put it right */
    static Customization read(String body) {
        Fields fields = Fields.of(body, KNOWN);
        Customization usual = usual("");
        Customization read = new Customization(
                fields.text("bot_id", ID),
                fields.text("theme_color", SHORT, usual.themeColor),
                fields.text("position", SHORT, usual.position),
                fields.text("greeting_text", GREETING, usual.greetingText),
                fields.optional("welcome_message", WELCOME),
                fields.optional("avatar_url", ADDRESS),
                fields.flag("show_branding", true),
                fields.optional("widget_title", TITLE),
                fields.text("placeholder_text", SHORT, usual.placeholderText));
        read.judge(fields);
        fields.check();
        return read;
    }

    /** The customization object of the contract, without what the store adds. */
    public JsonObject json() {
        return new JsonObject()
                .put("bot_id", botId)
                .put("theme_color", themeColor)
                .put("position", position)
                .put("greeting_text", greetingText)
                .put("welcome_message", welcomeMessage)
                .put("avatar_url", avatarUrl)
                .put("show_branding", showBranding)
                .put("widget_title", widgetTitle)
                .put("placeholder_text", placeholderText);
    }

    private void judge(Fields fields) {
        if (!COLOR.matcher(themeColor).matches()) {
            fields.fault("theme_color", "must be # and six hex digits, such as #4338ca");
        }
        if (!POSITIONS.contains(position)) {
            fields.fault("position", "must be bottom-right or bottom-left");
        }
        if (avatarUrl != null && !secure(avatarUrl)) {
            fields.fault("avatar_url", "must be an https address of a picture, such as https://example.com/bot.png");
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
