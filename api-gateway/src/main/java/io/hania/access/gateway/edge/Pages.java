package io.hania.access.gateway.edge;

import io.hania.access.catalog.Catalog;
import io.hania.access.gateway.reference.Reference;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The gateway's own pages by path. */
final class Pages {
    private Pages() {}

    static Map<String, Page> of(Catalog catalog, String keyPrefix) {
        return Map.of(
                "/docs", new Page("text/html; charset=utf-8", Reference.page(catalog, keyPrefix)),
                "/docs/reference.css", new Page("text/css; charset=utf-8", Reference.style()),
                "/openapi.yaml", new Page("application/yaml", catalog.text().getBytes(StandardCharsets.UTF_8)));
    }
}
