package io.hania.access.admin.key;

import io.hania.access.catalog.Catalog;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The catalog, the same file for every service. It is read at the start, which fails if it is wrong. */
@ApplicationScoped
class CatalogSource {
    @Startup
    @Produces
    @Singleton
    Catalog catalog(@ConfigProperty(name = "catalog.file") Optional<Path> file) {
        return file.map(Catalog::load).orElseGet(Catalog::builtin);
    }
}
