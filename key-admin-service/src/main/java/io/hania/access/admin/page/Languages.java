package io.hania.access.admin.page;

import io.quarkus.arc.Arc;
import io.quarkus.qute.EngineBuilder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Provider;

/** Renders every template in the visitor's language. */
@ApplicationScoped
class Languages {
    private final Provider<Visit> visit;

    Languages(Provider<Visit> visit) {
        this.visit = visit;
    }

    void install(@Observes EngineBuilder engine) {
        engine.addTemplateInstanceInitializer(instance -> {
            if (Arc.container().requestContext().isActive() && visit.get().onPage()) {
                instance.setLocale(visit.get().language());
            }
        });
    }
}
