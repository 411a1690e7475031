package io.hania.access.admin.widget;

import org.jboss.resteasy.reactive.RestForm;
import org.jspecify.annotations.Nullable;

/** The fields of a look as the form sends them. */
public class LookForm {
    @RestForm("theme_color")
    @Nullable
    String color;

    @RestForm
    @Nullable
    String position;

    @RestForm("greeting_text")
    @Nullable
    String greeting;

    @RestForm("welcome_message")
    @Nullable
    String welcome;

    @RestForm("avatar_url")
    @Nullable
    String avatar;

    @RestForm("show_branding")
    @Nullable
    String branding;

    @RestForm("widget_title")
    @Nullable
    String title;

    @RestForm("placeholder_text")
    @Nullable
    String placeholder;

    Look read() {
        return new Look(
                WidgetWish.text(color),
                WidgetWish.text(position),
                WidgetWish.text(greeting),
                WidgetWish.text(welcome),
                WidgetWish.text(avatar),
                branding != null,
                WidgetWish.text(title),
                WidgetWish.text(placeholder));
    }
}
