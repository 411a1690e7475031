package io.hania.access.auth.decision;

import io.hania.access.ability.Abilities;
import io.hania.access.origin.AllowedDomains;
import io.hania.access.records.KeyRecord;

/** A record, made ready to decide with. */
final class KnownKey {
    private final KeyRecord record;
    private final Abilities abilities;
    private final AllowedDomains domains;
    private volatile int lastUsed;

    KnownKey(KeyRecord record, Abilities abilities, AllowedDomains domains, int lastUsed) {
        this.record = record;
        this.abilities = abilities;
        this.domains = domains;
        this.lastUsed = lastUsed;
    }

    /** What the stores say. */
    KeyRecord record() {
        return record;
    }

    /** What is granted. */
    Abilities abilities() {
        return abilities;
    }

    /** Where a widget may stand. */
    AllowedDomains domains() {
        return domains;
    }

    /** Calls in the window as Redis told of them last, should it be lost. */
    int lastUsed() {
        return lastUsed;
    }

    void lastUsed(int calls) {
        lastUsed = calls;
    }
}
