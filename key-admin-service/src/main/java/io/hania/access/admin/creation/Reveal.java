package io.hania.access.admin.creation;

import io.hania.access.admin.key.AccountKey;
import io.hania.access.admin.page.Frame;
import io.hania.access.key.RawKey;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The only page that shows a key: the answer to the form that made it, never to be had again. */
@ApplicationScoped
public class Reveal {
    /** The pages. */
    @CheckedTemplate(basePath = "key")
    static class Templates {
        static native TemplateInstance reveal(Frame frame, AccountKey key, String secret, String api);

        static native TemplateInstance made(Frame frame, UUID id);
    }

    private final String api;

    Reveal(@ConfigProperty(name = "admin.api-url") String api) {
        this.api = api;
    }

    /** The page for a key just made. */
    public TemplateInstance page(Frame frame, AccountKey key, RawKey raw) {
        return Templates.reveal(frame, key, raw.value(), api);
    }

    /** The page for a form that was sent before: which key it made, without the secret. */
    public TemplateInstance madeBefore(Frame frame, UUID id) {
        return Templates.made(frame, id);
    }
}
