package io.hania.access.admin.key;

import io.hania.access.catalog.Catalog;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The catalog, the same file for every service. */
@ApplicationScoped
class CatalogSource {
    @Produces
    @Singleton
    Catalog catalog(@ConfigProperty(name = "catalog.file") Optional<String> file) {
        return file.map(Path::of).map(Catalog::load).orElseGet(Catalog::builtin);
    }
}
