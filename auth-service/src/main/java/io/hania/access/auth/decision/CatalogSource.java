package io.hania.access.auth.decision;

import io.hania.access.catalog.Catalog;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The catalog of endpoints: the built-in one, or the operator's own file. */
final class CatalogSource {
    CatalogSource() {}

    @Produces
    @Singleton
    static Catalog catalog(@ConfigProperty(name = "catalog.file") Optional<Path> file) {
        return file.map(Catalog::load).orElseGet(Catalog::builtin);
    }
}
