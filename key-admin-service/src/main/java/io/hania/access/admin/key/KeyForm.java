package io.hania.access.admin.key;

import java.util.List;
import java.util.Objects;
import org.jboss.resteasy.reactive.RestForm;
import org.jspecify.annotations.Nullable;

/** The fields of the form that creates or edits a key, as they were sent. */
public class KeyForm {
    /** What the key is for. */
    @RestForm
    public @Nullable String name;

    /** {@code all}, {@code read-only} or {@code custom}. */
    @RestForm
    public @Nullable String access;

    /** The abilities ticked; they count with {@code custom} only. */
    @RestForm
    public @Nullable List<String> ability;

    /** {@code 7}, {@code 30}, {@code 90}, {@code 365} days, {@code date} or {@code never}. */
    @RestForm
    public @Nullable String expiry;

    /** The last day, {@code yyyy-MM-dd}; counts with {@code date} only. */
    @RestForm("expires_on")
    public @Nullable String expiresOn;

    /** Calls an hour; empty for no limit. */
    @RestForm("rate_limit")
    public @Nullable String rateLimit;

    /** A token that makes a form sent twice one creation. */
    @RestForm
    public @Nullable String once;

    /** The operator's password, if it has to be given again. */
    @RestForm
    public @Nullable String password;

    /** A form as it is first shown, perhaps filled in from a link. */
    static KeyForm fresh(@Nullable String preset, @Nullable String name, String once) {
        KeyForm form = new KeyForm();
        form.name = name;
        form.access = preset;
        form.expiry = "90";
        form.once = once;
        return form;
    }

    /** The chosen access; read-only unless said otherwise. */
    public String access() {
        return Objects.requireNonNullElse(access, "read-only");
    }

    /** The chosen expiry; 90 days unless said otherwise. */
    public String expiry() {
        return Objects.requireNonNullElse(expiry, "90");
    }

    /** The ticked abilities. */
    public List<String> abilities() {
        return ability == null ? List.of() : ability;
    }

    /** Whether this ability is ticked. */
    public boolean ticked(String name) {
        return abilities().contains(name);
    }

    /** A field's text, never null. */
    public static String text(@Nullable String field) {
        return field == null ? "" : field.strip();
    }
}
