package io.hania.access.admin.audit;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * The command that verifies every chain of the audit log: start the service with {@code -Dadmin.audit.verify=true}. It
 * reports each chain and stops, with exit code 0 if all are whole and 1 if one is broken.
 */
@ApplicationScoped
class AuditVerification {
    private static final Logger LOG = Logger.getLogger(AuditVerification.class);
    private static final Duration PATIENCE = Duration.ofHours(1);
    private static final int AFTER_ALL_ELSE = 9000;

    private final AuditStore store;
    private final boolean wanted;

    AuditVerification(
            AuditStore store, @ConfigProperty(name = "admin.audit.verify", defaultValue = "false") boolean wanted) {
        this.store = store;
        this.wanted = wanted;
    }

    void begin(@Observes @Priority(AFTER_ALL_ELSE) StartupEvent event) {
        if (wanted) {
            boolean whole = verify().await().atMost(PATIENCE);
            Quarkus.asyncExit(whole ? 0 : 1);
        }
    }

    /** Whether every chain is whole. */
    Uni<Boolean> verify() {
        return store.chains()
                .onItem()
                .transformToMulti(chains -> Multi.createFrom().iterable(chains))
                .onItem()
                .transformToUniAndConcatenate(this::verify)
                .collect()
                .asList()
                .map((List<Boolean> whole) -> !whole.contains(false));
    }

    private Uni<Boolean> verify(Optional<UUID> tenant) {
        return store.verify(tenant).map(state -> {
            String chain = tenant.map(UUID::toString).orElse("no workspace");
            if (state.whole()) {
                LOG.infof("audit chain of %s: %d entries, whole", chain, state.entries());
            } else {
                LOG.errorf("audit chain of %s: broken at entry %d", chain, state.brokenAt());
            }
            return state.whole();
        });
    }
}
