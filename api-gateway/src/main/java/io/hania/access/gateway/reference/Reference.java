package io.hania.access.gateway.reference;

import io.hania.access.catalog.Catalog;
import io.hania.access.catalog.Operation;
import io.hania.access.catalog.Resource;
import io.hania.access.error.ApiError;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The reference page, made from the catalog that the decisions read: it can't say anything else than what holds. Plain HTML
 * with one style sheet, no script.
 */
public final class Reference {
    private final Catalog catalog;
    private final String prefix;
    private final StringBuilder html = new StringBuilder(16_384);

    private Reference(Catalog catalog, String prefix) {
        this.catalog = catalog;
        this.prefix = prefix;
    }

    /** The page in UTF-8. */
    public static byte[] page(Catalog catalog, String keyPrefix) {
        Reference reference = new Reference(catalog, keyPrefix);
        reference.write();
        return reference.html.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Its style sheet. */
    public static byte[] style() {
        try (InputStream in = Reference.class.getResourceAsStream("reference.css")) {
            if (in == null) {
                throw new IllegalStateException("reference.css is missing from the build");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write() {
        html.append("""
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>API reference</title>
                <link rel="stylesheet" href="/docs/reference.css">
                </head>
                <body>
                <header><h1>API reference</h1>
                <p>Every endpoint, with the ability that a key needs for it. For programs: <a href="/openapi.yaml">openapi.yaml</a>.</p>
                </header>
                """);
        navigation();
        html.append("<main>\n");
        authentication();
        catalog.resources().forEach(this::resource);
        errors();
        html.append("</main>\n</body>\n</html>\n");
    }

    private void navigation() {
        html.append("<nav aria-label=\"Sections\"><ul>\n<li><a href=\"#authentication\">Authentication</a></li>\n");
        for (Resource resource : catalog.resources()) {
            String name = escape(resource.name());
            html.append("<li><a href=\"#")
                    .append(name)
                    .append("\">")
                    .append(name)
                    .append("</a></li>\n");
        }
        html.append("<li><a href=\"#errors\">Errors</a></li>\n</ul></nav>\n");
    }

    private void authentication() {
        html.append("<section aria-labelledby=\"authentication\"><h2 id=\"authentication\">Authentication</h2>\n")
                .append("<p>Send an account key with every call, from your server only:</p>\n<pre><code>")
                .append("curl -H \"Authorization: Bearer ")
                .append(escape(prefix))
                .append("_sk_…\" https://…/api/v1/bots</code></pre>\n")
                .append("<p>A key carries abilities: an exact name, <code>resource:*</code> or <code>*</code>. ")
                .append("Answers to keys with a limit carry <code>RateLimit-Policy</code>, <code>RateLimit</code> and ")
                .append("<code>X-RateLimit-*</code>; the reset is in seconds from now.</p>\n</section>\n");
    }

    private void resource(Resource resource) {
        String name = escape(resource.name());
        html.append("<section aria-labelledby=\"")
                .append(name)
                .append("\"><h2 id=\"")
                .append(name)
                .append("\">")
                .append(name)
                .append("</h2>\n");
        for (Resource.Ability ability : resource.abilities()) {
            html.append("<h3><code>")
                    .append(escape(ability.name()))
                    .append("</code></h3>\n<p>")
                    .append(escape(ability.description()))
                    .append("</p>\n");
            operations(ability);
        }
        html.append("</section>\n");
    }

    private void operations(Resource.Ability ability) {
        html.append("<table><thead><tr><th scope=\"col\">Method</th><th scope=\"col\">Path</th>")
                .append("<th scope=\"col\">What it does</th></tr></thead><tbody>\n");
        for (Operation operation : ability.operations()) {
            html.append("<tr><td><code>")
                    .append(escape(operation.method()))
                    .append("</code></td><td><code>")
                    .append(escape(operation.path()))
                    .append("</code></td><td>")
                    .append(escape(operation.summary()))
                    .append("</td></tr>\n");
        }
        html.append("</tbody></table>\n");
    }

    private void errors() {
        html.append(
                        "<section aria-labelledby=\"errors\"><h2 id=\"errors\">Errors</h2>\n<p>The body says what is wrong; ")
                .append(
                        "with <code>Accept: application/problem+json</code> as RFC 9457. Quote the <code>X-Request-Id</code> ")
                .append("when you ask about a call.</p>\n<table><thead><tr><th scope=\"col\">Status</th>")
                .append("<th scope=\"col\">Code</th><th scope=\"col\">Meaning</th></tr></thead><tbody>\n");
        for (ApiError error : ApiError.values()) {
            html.append("<tr><td>")
                    .append(error.status())
                    .append("</td><td><code>")
                    .append(escape(error.code()))
                    .append("</code></td><td>")
                    .append(escape(error.message()))
                    .append("</td></tr>\n");
        }
        html.append("</tbody></table>\n</section>\n");
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
