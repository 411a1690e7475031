package io.hania.access.admin.onekey;

import io.hania.access.admin.audit.AuditEntry;
import io.hania.access.admin.key.AccountKey;
import io.hania.access.admin.key.KeyState;
import io.hania.access.admin.usage.Chart;
import io.hania.access.admin.usage.KeyUse;
import io.hania.access.admin.usage.RefusedCall;
import io.hania.access.admin.usage.Sighting;
import io.hania.access.admin.usage.Span;
import java.util.List;
import java.util.Optional;

/**
 * Everything that one key's page shows.
 *
 * @param granted the abilities that it has, with their use
 * @param narrower the abilities left after narrowing; empty if there is nothing to narrow
 * @param other the other key of a rotation
 * @param otherUse that key's use
 */
public record KeyView(
        AccountKey key,
        KeyState state,
        KeyUse use,
        Span span,
        Chart chart,
        List<Granted> granted,
        List<String> narrower,
        List<Sighting> sightings,
        List<RefusedCall> refusals,
        List<AuditEntry> history,
        Optional<AccountKey> other,
        Optional<KeyUse> otherUse) {}
