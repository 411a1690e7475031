package io.hania.access.admin.audit;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who does something, and from where.
 *
 * @param tenant the workspace whose log it goes to; null if none is concerned
 * @param name an e-mail address, or {@code system}
 * @param address the network address; null for the system itself
 * @param agent the browser as it calls itself; null if unknown
 */
public record Actor(
        @Nullable UUID tenant,
        String name,
        @Nullable String address,
        @Nullable String agent) {
    /** The service itself, acting by a rule or a schedule. */
    public static Actor system(UUID tenant) {
        return new Actor(tenant, "system", null, null);
    }
}
