package io.hania.access.widget.embed;

import jakarta.enterprise.context.ApplicationScoped;

/** The snippet that customers paste into their pages: no inline code, so it works under a strict CSP. */
@ApplicationScoped
public class EmbedCode {
    private final String script;

    EmbedCode(EmbedConfig config) {
        this.script = config.publicUrl().toString().replaceAll("/+$", "") + "/widget.js";
    }

    /** The snippet for a widget key. */
    public String of(String apiKey) {
        return "<script async src=\"" + script + "\" data-key=\"" + apiKey + "\"></script>";
    }
}
