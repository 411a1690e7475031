package io.hania.access.admin.onekey;

import io.hania.access.admin.audit.AuditFilter;
import io.hania.access.admin.audit.AuditStore;
import io.hania.access.admin.key.AbilityGrid;
import io.hania.access.admin.key.AccountKey;
import io.hania.access.admin.key.KeyState;
import io.hania.access.admin.key.KeyStore;
import io.hania.access.admin.usage.KeyUse;
import io.hania.access.admin.usage.Span;
import io.hania.access.admin.usage.UsageStore;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Gathers one key's page; the queries run beside each other. */
@ApplicationScoped
class KeyViews {
    private static final int HISTORY = 30;

    private final KeyStore store;
    private final KeyUse.Store uses;
    private final UsageStore usage;
    private final AuditStore audit;
    private final AbilityGrid grid;

    KeyViews(KeyStore store, KeyUse.Store uses, UsageStore usage, AuditStore audit, AbilityGrid grid) {
        this.store = store;
        this.uses = uses;
        this.usage = usage;
        this.audit = audit;
        this.grid = grid;
    }

    Uni<KeyView> of(UUID tenant, AccountKey key, Span span, Locale locale) {
        UUID id = key.id();
        return Uni.combine()
                .all()
                .unis(
                        uses.of(id),
                        usage.chart(id, span, locale),
                        usage.abilities(id),
                        usage.sightings(id),
                        usage.refusals(id),
                        audit.find(tenant, AuditFilter.about(id.toString()), HISTORY),
                        partner(tenant, key))
                .with((use, chart, used, sightings, refusals, history, other) -> {
                    List<Granted> granted = Granted.of(key.abilities(), grid, used);
                    return new KeyView(
                            key,
                            KeyState.of(key, use.lastUse(), !sightings.isEmpty()),
                            use,
                            span,
                            chart,
                            granted,
                            Granted.narrowed(key.abilities(), granted),
                            sightings,
                            refusals,
                            history,
                            other.map(Partner::key),
                            other.map(Partner::use));
                });
    }

    /** What is left of a key's abilities if it is narrowed to those it uses. */
    Uni<List<String>> narrower(AccountKey key) {
        return usage.abilities(key.id())
                .map(used -> Granted.narrowed(key.abilities(), Granted.of(key.abilities(), grid, used)));
    }

    private Uni<Optional<Partner>> partner(UUID tenant, AccountKey key) {
        Optional<UUID> other = Optional.ofNullable(key.replacedBy()).or(() -> Optional.ofNullable(key.replaces()));
        if (other.isEmpty()) {
            return Uni.createFrom().item(Optional.empty());
        }
        return Uni.combine()
                .all()
                .unis(store.find(tenant, other.get()), uses.of(other.get()))
                .with((found, use) -> found.map(partner -> new Partner(partner, use)));
    }

    /** The other key of a rotation. */
    private record Partner(AccountKey key, KeyUse use) {}
}
