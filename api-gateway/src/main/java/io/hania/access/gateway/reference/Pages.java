package io.hania.access.gateway.reference;

import io.hania.access.catalog.Catalog;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The gateway's own pages by path. */
public final class Pages {
    private Pages() {}

    /** By path. */
    public static Map<String, Page> of(Catalog catalog, String keyPrefix) {
        return Map.of(
                "/docs", new Page("text/html; charset=utf-8", Reference.page(catalog, keyPrefix)),
                "/docs/reference.css", new Page("text/css; charset=utf-8", Reference.style()),
                "/openapi.yaml", new Page("application/yaml", catalog.text().getBytes(StandardCharsets.UTF_8)));
    }
}
